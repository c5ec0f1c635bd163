import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { api } from './api';
import { cpuSecondsOf } from './kernel';
import { pointsAfter, withProcesses } from './sessions';

/** Points of five seconds at the default interval. */
const POINTS = 5;

/**
 * Asserts that the CPU of a session's only process is shown within 5 points of what the kernel's scheduler has
 * accounted for, over five points.
 */
export async function assertCpuAgreesWithKernel(root: vscode.DebugSession): Promise<void> {
  const pid = (await withProcesses(root, 1)).processes[0]?.pid ?? 0;
  // Behind the first points the program has started up.
  await pointsAfter(root.id, 'process.cpu.time', 0, 2);
  const startMs = performance.timeOrigin + performance.now();
  const before = cpuSecondsOf(pid);
  await pointsAfter(root.id, 'process.cpu.time', startMs, POINTS);
  const endMs = performance.timeOrigin + performance.now();
  const kernelCores = (cpuSecondsOf(pid) - before) / ((endMs - startMs) / 1000);
  const shown = (await api()).statistics(root.id, 'process.cpu.time', { fromMs: startMs, toMs: endMs });
  assert.ok(shown);
  assert.ok(shown.count >= POINTS);
  const difference = Math.abs(shown.mean - kernelCores) * 100;
  assert.ok(difference < 5, `shown ${shown.mean * 100} %, the kernel says ${kernelCores * 100} %`);
}
