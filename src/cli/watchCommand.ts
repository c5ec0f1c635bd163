import { spawn, type ChildProcess } from 'node:child_process';
import { constants } from 'node:os';
import { MonitorHub } from '../monitoring/monitorHub';
import { chooseSource } from '../sampling/chooseSource';
import { processCpuSeconds } from '../sampling/cpuMeter';
import { THIS_MACHINE } from '../sampling/machine/machineFacts';
import { MachineReader } from '../sampling/machine/machineReader';
import { Sampler } from '../sampling/sampler';
import { AgentProcesses } from '../runtime/agentProcesses';
import type { Clock } from '../shared/clock';
import { processKey } from '../shared/sample';
import type { SessionStore } from '../series/sessionStore';
import type { Session } from '../shared/state';
import { hostAgent } from './agentHost';
import { EXIT } from './exitCodes';

const ID = 'command';

/**
 * Runs a command with our input and output and samples its process tree until it ends. Signals that are sent to us go on
 * to it. Resolves with the run and the code to exit with; never rejects over a command that cannot be started.
 */
export async function watchCommand(command: WatchedCommand, ports: WatchPorts): Promise<WatchedEnd> {
  const { file, args, name, intervalMs, isAgentWanted } = command;
  const { clock } = ports;
  const hub = new MonitorHub();
  const agents = new AgentProcesses(clock, ({ sessionId, ...told }) => {
    hub.ingest(sessionId, { kind: 'incident', timeMs: clock.nowMs(), ...told });
  });
  const { source } = chooseSource('auto', { platform: process.platform }, clock);
  const machine = new MachineReader(THIS_MACHINE);
  const sampler = new Sampler(
    {
      source,
      clock,
      cpuSeconds: processCpuSeconds,
      droppedSamples: () => hub.droppedSamples,
      log: ports.log,
      onRound: (round) => {
        hub.ingest(ID, agents.enrich({ ...round, machine: machine.readAt(round.timeMs) }, isAgentWanted));
        hub.tick(clock.nowMs(), clock.wallMs());
        const store = hub.storeOf(ID);
        if (store !== undefined) ports.onRound(store);
      },
      onStatus: (status) => {
        hub.setIntervalMs(status.intervalMs);
      },
      onSelf: () => undefined,
    },
    intervalMs,
  );
  const host = isAgentWanted
    ? await hostAgent(command, agents, { clock, environment: process.env, platform: process.platform, log: ports.log })
    : undefined;
  hub.begin({ id: ID, name, type: 'process', startedAtMs: clock.nowMs() });
  const child = spawn(file, [...args], { stdio: 'inherit', env: { ...process.env, ...host?.environment } });
  const stopForwarding = forwardSignals(child);
  try {
    const ended = endOf(child);
    const root = child.pid === undefined ? undefined : await source.find(child.pid);
    if (root !== undefined) {
      hub.ingest(ID, { kind: 'target', timeMs: clock.nowMs(), process: root, debuggee: processKey(root) });
      sampler.watch(ID, [root]);
    }
    const end = await ended;
    const status = end.signal === undefined ? { exitCode: end.code } : { signal: end.signal };
    hub.ingest(ID, { kind: 'exited', timeMs: clock.nowMs(), ...status });
    hub.ingest(ID, { kind: 'ended', timeMs: clock.nowMs(), requested: false });
    const monitor = hub.begin({ id: ID, name, type: 'process', startedAtMs: clock.nowMs() });
    return { session: monitor.session(), store: monitor.store, exitCode: end.code };
  } finally {
    stopForwarding();
    host?.dispose();
    sampler.dispose();
    source.dispose();
  }
}

export interface WatchedCommand {
  /** The executable, a path. */
  readonly file: string;
  readonly args: readonly string[];
  /** For people. */
  readonly name: string;
  readonly intervalMs: number;
  /** Whether a Node program is to report from inside. */
  readonly isAgentWanted: boolean;
}

export interface WatchPorts {
  readonly clock: Clock;
  readonly log: (message: string) => void;
  /** New values are in the store. */
  onRound(store: SessionStore): void;
}

export interface WatchedEnd {
  readonly session: Session;
  readonly store: SessionStore;
  readonly exitCode: number;
}

/** How the command ended; a code of 128 and more where a signal did it, as a shell tells it. */
function endOf(child: ChildProcess): Promise<{ readonly code: number; readonly signal?: NodeJS.Signals }> {
  return new Promise((resolve) => {
    child.once('error', () => {
      resolve({ code: EXIT.notExecutable });
    });
    child.once('exit', (code, signal) => {
      if (signal === null) resolve({ code: code ?? EXIT.failed });
      else resolve({ code: EXIT.signal + constants.signals[signal], signal });
    });
  });
}

/** Hands signals on until the returned function is called. */
function forwardSignals(child: ChildProcess): () => void {
  const forward = (signal: NodeJS.Signals): void => {
    // A terminal has sent it to the command as well: twice would tell many programs to give up at once.
    if (process.stdin.isTTY && FROM_KEYBOARD.has(signal)) return;
    child.kill(signal);
  };
  for (const signal of FORWARDED) process.on(signal, forward);
  return () => {
    for (const signal of FORWARDED) process.off(signal, forward);
  };
}

const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const satisfies readonly NodeJS.Signals[];
const FROM_KEYBOARD: ReadonlySet<NodeJS.Signals> = new Set(['SIGINT', 'SIGQUIT']);
