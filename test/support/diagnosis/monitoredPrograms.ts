import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { diagnose } from '../../../src/diagnosis/diagnose';
import { diagnosedRun } from '../../../src/diagnosis/diagnosedRun';
import { MonitorHub } from '../../../src/monitoring/monitorHub';
import { AgentProcesses } from '../../../src/runtime/agentProcesses';
import { AgentServer } from '../../../src/runtime/agentServer';
import { capturedText } from '../../../src/runtime/capturing/capturedText';
import { CaptureTaker } from '../../../src/runtime/capturing/captureTaker';
import { createAgentFolder, type AgentFolder } from '../../../src/runtime/agentFolder';
import { chooseSource } from '../../../src/sampling/chooseSource';
import { processCpuSeconds } from '../../../src/sampling/cpuMeter';
import { THIS_MACHINE } from '../../../src/sampling/machine/machineFacts';
import { MachineReader } from '../../../src/sampling/machine/machineReader';
import type { ProcessSource } from '../../../src/sampling/processSource';
import { Sampler } from '../../../src/sampling/sampler';
import { createSystemClock } from '../../../src/sampling/systemClock';
import { AGENT_VARIABLE } from '../../../src/shared/agentFrames';
import type { HotFunction } from '../../../src/shared/capture';
import type { Verdict } from '../../../src/shared/diagnosis';
import { AGENT_FILE } from '../agent/agentHost';
import { waitFor } from '../waitFor';
import { listeningUrl } from './programLoad';

/** A program that is monitored, and where it listens, should it do so. */
export interface MonitoredProgram {
  readonly name: string;
  /** Rejects when it does not say so within half a minute. */
  url(): Promise<string>;
  /** What it suffers from by now. */
  verdicts(): readonly Verdict[];
  /** Records a CPU profile as a person would, and returns the functions that it names. */
  profile(): Promise<readonly HotFunction[]>;
  stop(): Promise<void>;
}

/** Real programs under our real sampler and agent, without an editor. */
export class MonitoredPrograms {
  private readonly evidence = mkdtempSync(join(tmpdir(), 'process-monitor-diagnosis-'));
  private readonly taker: CaptureTaker;
  /** Process groups of the programs that run. */
  private readonly groups = new Set<number>();

  private constructor(
    private readonly clock: ReturnType<typeof createSystemClock>,
    private readonly hub: MonitorHub,
    private readonly source: ProcessSource,
    private readonly sampler: Sampler,
    private readonly server: AgentServer,
    private readonly folder: AgentFolder,
    agents: AgentProcesses,
  ) {
    this.taker = new CaptureTaker({
      clock,
      target: (sessionId, process) => {
        const target = agents.captureTarget(sessionId, process);
        return Promise.resolve(target === undefined ? undefined : { ...target, folder: folder.path });
      },
      pauses: () => [],
      isHeld: () => false,
      folderOf: (sessionId) => Promise.resolve(join(this.evidence, sessionId)),
      freeMemoryBytes: () => undefined,
      random: () => 'bench',
    });
  }

  static async open(intervalMs = 1_000): Promise<MonitoredPrograms> {
    const clock = createSystemClock();
    const { source } = chooseSource('auto', { platform: process.platform }, clock);
    const hub = new MonitorHub();
    const agents = new AgentProcesses(clock, () => undefined);
    const machine = new MachineReader(THIS_MACHINE);
    const sampler = new Sampler(
      {
        source,
        clock,
        cpuSeconds: processCpuSeconds,
        droppedSamples: () => hub.droppedSamples,
        log: console.error,
        onRound: (round) => {
          hub.ingest(round.sessionId, agents.enrich({ ...round, machine: machine.readAt(round.timeMs) }));
        },
        onStatus: (status) => {
          hub.setIntervalMs(status.intervalMs);
        },
        onSelf: () => undefined,
      },
      intervalMs,
    );
    const folder = createAgentFolder([tmpdir()], process.platform);
    if (folder === undefined) throw new Error('There is no folder for a socket.');
    const server = await AgentServer.listen(folder, {
      clock,
      isWatched: () => true,
      onThread: (hello, questions) => agents.open(hello, questions),
      onError: (error) => {
        throw error;
      },
    });
    return new MonitoredPrograms(clock, hub, source, sampler, server, folder, agents);
  }

  /** Starts a program of Node and watches it from its beginning. */
  async start(name: string, command: readonly string[]): Promise<MonitoredProgram> {
    const { clock, hub, sampler, source } = this;
    const startedAtMs = clock.nowMs();
    hub.begin({ id: name, name, type: 'process', startedAtMs });
    const env = { ...process.env, NODE_OPTIONS: `--require ${AGENT_FILE}`, [AGENT_VARIABLE]: this.folder.path };
    const child = spawn(process.execPath, command, { env, stdio: ['ignore', 'pipe', 'inherit'], detached: true });
    const said: string[] = [];
    child.stdout.on('data', (data: Buffer) => said.push(data.toString()));
    const { pid } = child;
    if (pid === undefined) throw new Error(`${name} did not start.`);
    this.groups.add(pid);
    child.once('exit', () => this.groups.delete(pid));
    const root = await waitFor(() => source.find(pid), { timeoutMs: 10_000, what: `${name} to be found` });
    hub.ingest(name, { kind: 'target', timeMs: clock.nowMs(), process: root, debuggee: name });
    sampler.watch(name, [root]);
    return {
      name,
      url: () => waitFor(() => listeningUrl(said.join('')), { timeoutMs: 30_000, what: `${name} to listen` }),
      verdicts: () => this.verdictsOn(name, startedAtMs),
      profile: () => this.profileOf(name),
      stop: async () => {
        sampler.unwatch(name);
        await end(child, pid);
      },
    };
  }

  /** Ends the programs that are left, too. */
  dispose(): void {
    for (const pid of this.groups) {
      try {
        process.kill(-pid, 'SIGKILL');
      } catch {
        // It has ended by itself.
      }
    }
    this.sampler.dispose();
    this.source.dispose();
    this.server.dispose();
    this.folder.dispose();
    rmSync(this.evidence, { recursive: true, force: true });
  }

  private verdictsOn(name: string, startedAtMs: number): readonly Verdict[] {
    const monitor = this.hub.monitor(name);
    if (monitor === undefined) return [];
    const { processes, events } = monitor.session();
    const run = { store: monitor.store, processes, events };
    return diagnose(diagnosedRun(run, startedAtMs, this.clock.nowMs()));
  }

  private async profileOf(name: string): Promise<readonly HotFunction[]> {
    // One profile is taken at a time.
    const result = await waitFor(
      async () => {
        const taken = await this.taker.take(name, 'cpuProfile');
        return (taken.kind === 'taken' || taken.refusal.kind !== 'busy') && taken;
      },
      { timeoutMs: 120_000, what: `a profile of ${name}` },
    );
    if (result.kind === 'refused') throw new Error(`${name}: ${JSON.stringify(result.refusal)}`);
    const { capture, process: key } = result;
    const text = capturedText(name, capture);
    this.hub.ingest(name, { kind: 'captured', timeMs: this.clock.nowMs(), process: key, text, capture });
    return capture.hottest;
  }
}

/** The group: a program may have children of its own. */
async function end(child: ChildProcessByStdio<null, Readable, null>, pid: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  process.kill(-pid, 'SIGTERM');
  const killing = setTimeout(() => process.kill(-pid, 'SIGKILL'), 5_000);
  await exited;
  clearTimeout(killing);
}
