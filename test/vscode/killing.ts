import assert from 'node:assert/strict';
import { join } from 'node:path';
import type * as vscode from 'vscode';
import { fillStore } from '../../src/history/fillStore';
import type { RunSummary } from '../../src/history/runSummary';
import { SessionStore } from '../../src/series/sessionStore';
import { reportFolderVariable } from '../support/hostReport';
import { KeptRuns } from '../support/keptRuns';
import { childrenOf } from '../support/openResources';
import { MEMORY } from '../support/recordedRun';
import { waitFor } from '../support/waitFor';
import { inWorkspace, liveSessions, startDebugging } from './debugging';
import { commandLineOf, isAlive, supervisors } from './kernel';
import { PYTHON } from './programs';
import { monitored, pidOf, pointsAfter, withProcesses } from './sessions';

/** Rows come once a second and are flushed every five; the rest is what a machine may be late by. */
const MOST_LOST_MS = 5_000 + 1_000 + 500;

/** Ways to run a program with two children, each by another debugger; with a monitor of ours it has a supervisor. */
const LAUNCHES = {
  node: () => ({ type: 'node', program: inWorkspace('children.js'), args: ['2'] }),
  monitored: () => ({
    type: 'process-monitor',
    runtimeExecutable: process.execPath,
    program: inWorkspace('children.js'),
    args: ['2'],
  }),
} as const;

/** What is killed with SIGKILL while a run goes on: the program itself, whichever way it was started. */
export type KilledLaunch = keyof typeof LAUNCHES;

/** Kills a program so long after it is monitored: its run ends as crashed, with all but the last seconds, and nothing is left. */
export async function killTarget(launch: KilledLaunch, afterMs: number): Promise<void> {
  const root = await startDebugging({ name: `killed ${launch}`, ...LAUNCHES[launch]() });
  const { processes } = await withProcesses(root, 3);
  const pids = processes.map(({ pid }) => pid);
  await pause(afterMs);
  const killedAtMs = Date.now();
  process.kill(await pidOf(root), 'SIGKILL');
  await monitored(root, 'ended', ({ state }) => state === 'ended');
  await nothingIsLeft(root, pids);
  await assertKept(root, killedAtMs, 'crashed');
}

/** Kills the supervisor through which our debug adapter runs a program: the program ends with it, and its run. */
export async function killSupervisor(afterMs: number): Promise<void> {
  const root = await startDebugging({ name: 'killed supervisor', ...LAUNCHES.monitored() });
  const { processes } = await withProcesses(root, 3);
  const [supervisor] = supervisors();
  assert.ok(supervisor);
  await pause(afterMs);
  const killedAtMs = Date.now();
  process.kill(supervisor, 'SIGKILL');
  await monitored(root, 'ended', ({ state }) => state === 'ended');
  await nothingIsLeft(
    root,
    processes.map(({ pid }) => pid),
  );
  await assertKept(root, killedAtMs, 'ended');
}

/** Kills debugpy's adapter, which is not ours, nor is the program that it has started: only its run is over. */
export async function killDebugpy(afterMs: number): Promise<void> {
  const root = await startDebugging({
    type: 'debugpy',
    name: 'killed debugpy',
    program: inWorkspace('burn.py'),
    args: ['0.1'],
  });
  const pid = await pidOf(root);
  const adapter = childrenOf('self').find((child) => commandLineOf(child).includes('debugpy.adapter'));
  assert.ok(adapter !== undefined && commandLineOf(adapter)[0] === PYTHON);
  await pause(afterMs);
  const killedAtMs = Date.now();
  process.kill(adapter, 'SIGKILL');
  try {
    await monitored(root, 'ended', ({ state }) => state === 'ended');
    await nothingIsLeft(root, []);
    await assertKept(root, killedAtMs, 'ended');
  } finally {
    if (isAlive(pid)) process.kill(pid, 'SIGKILL');
  }
}

/**
 * Kills a fork that carries an agent, in a run whose program starts another one each time: it leaves the tree, and its
 * successor is there and tells of its event loop.
 */
export async function killFork(root: vscode.DebugSession, forks: number, afterMs: number): Promise<void> {
  const { processes } = await withProcesses(root, forks + 1);
  const program = await pidOf(root);
  const victim = processes.find(({ pid }) => pid !== program)?.pid;
  assert.ok(victim);
  const known = new Set(processes.map(({ pid }) => pid));
  await pause(afterMs);
  process.kill(victim, 'SIGKILL');
  const after = await monitored(root, 'another fork', (session) => {
    const pids = session.processes.filter(({ alive }) => alive).map(({ pid }) => pid);
    return pids.length === forks + 1 && !pids.includes(victim) && pids.some((pid) => !known.has(pid));
  });
  assert.equal(after.state, 'running');
  await pointsAfter(root.id, 'nodejs.eventloop.delay.max', Date.now(), 1);
}

/** No process of the tree, no debug session of it and no supervisor lives. */
async function nothingIsLeft(root: vscode.DebugSession, pids: readonly number[]): Promise<void> {
  const left = (): string => {
    const sessions = liveSessions().filter(({ id, parentSession }) => id === root.id || parentSession?.id === root.id);
    const living = [...pids.filter(isAlive), ...supervisors()];
    return [...sessions.map(({ name }) => name), ...living.map((pid) => commandLineOf(pid).join(' '))].join(', ');
  };
  await waitFor(() => left() === '' || Promise.reject(new Error(left())), {
    timeoutMs: 30_000,
    what: 'nothing to be left',
  });
}

/** The run lies on the disk as one that is over, up to the last seconds before the kill. */
async function assertKept(
  root: vscode.DebugSession,
  killedAtMs: number,
  outcome: RunSummary['outcome'],
): Promise<void> {
  const runs = new KeptRuns(join(process.env[reportFolderVariable] ?? '', 'data'));
  const { id, summary } = await runs.find(
    `tells of ${root.name}`,
    ({ sessionId, endedAtMs }) => sessionId === root.id && endedAtMs !== undefined,
  );
  assert.equal(summary.outcome, outcome);
  const store = new SessionStore();
  fillStore(await runs.read(id), store);
  const lostMs = killedAtMs - (store.find(MEMORY)?.lastMs ?? -Infinity);
  assert.ok(lostMs <= MOST_LOST_MS, `${lostMs} ms were lost`);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
