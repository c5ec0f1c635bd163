import * as vscode from 'vscode';
import type { ApiSession, ProcessMonitorApi } from '../../src/vscode/api';
import type { MetricName } from '../../src/shared/metrics';
import { waitFor } from '../support/waitFor';
import { api } from './api';
import { clearBreakpoints } from './breakpoints';

/** The monitored session of a root debug session, once it is as asked. */
export async function monitored(
  root: vscode.DebugSession,
  what: string,
  isSo: (session: ApiSession) => boolean = () => true,
  timeoutMs = 60_000,
): Promise<ApiSession> {
  const monitor = await api();
  const found = await waitFor(
    () => {
      const session = monitor.sessions().find(({ id }) => id === root.id);
      // What it is instead belongs into the message, should it never become so.
      if (session !== undefined && !isSo(session)) throw new Error(JSON.stringify(session));
      return session;
    },
    { timeoutMs, what: `${root.name}: ${what}` },
  );
  return found;
}

/** The monitored session once it has so many living processes. */
export function withProcesses(root: vscode.DebugSession, count: number): Promise<ApiSession> {
  return monitored(root, `${count} processes`, ({ processes }) => processes.length === count);
}

/** The first process of a monitored session, once it is known. */
export async function pidOf(root: vscode.DebugSession): Promise<number> {
  const { processes } = await monitored(root, 'a process', (session) => session.processes.length > 0);
  return processes[0]?.pid ?? 0;
}

/** Waits until a metric of the tree has so many points after a moment, and returns them. */
export async function pointsAfter(
  sessionId: string,
  metric: MetricName,
  fromMs: number,
  count: number,
): Promise<ReturnType<ProcessMonitorApi['query']>> {
  const monitor = await api();
  return waitFor(
    () => {
      const points = monitor.query(sessionId, metric, { fromMs });
      return points.length >= count && points;
    },
    { timeoutMs: 60_000, what: `${count} points of ${metric}` },
  );
}

/**
 * Removes the breakpoints and lets the program go on until it is measured again; the session then. Until its debugger
 * has taken a breakpoint out of it, the program may stop there once more.
 */
export async function goOn(root: vscode.DebugSession): Promise<ApiSession> {
  clearBreakpoints();
  const monitor = await api();
  const fromMs = Date.now();
  return monitored(root, 'running again', ({ state }) => {
    if (state === 'paused') void vscode.commands.executeCommand('workbench.action.debug.continue');
    return state === 'running' && monitor.query(root.id, 'process.memory.usage', { fromMs }).length > 0;
  });
}
