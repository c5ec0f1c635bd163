import { RunFollower } from '../../../src/launching/runFollower';
import type { RunListener, RunPorts } from '../../../src/launching/runInput';
import type { ChildExit } from '../../../src/launching/spawnedChildren';
import type { ProcessInfo } from '../../../src/shared/sample';
import { FakeClock } from '../fakeClock';

/** The extension host of a `RunWorld`. */
export const HOST_PID = 10;

/** A run with a fake world around it; what its follower tells is kept as lines. */
export class RunWorld {
  readonly clock = new FakeClock();
  readonly told: string[] = [];
  readonly logged: string[] = [];
  readonly table: ProcessInfo[] = [];
  readonly exits = new Map<number, ChildExit>();
  /** Which processes carry which marker. */
  readonly marked = new Map<number, string>();
  /** What the debugger answers, by the expression or the command. */
  readonly answers = new Map<string, unknown>();
  private readonly listener: RunListener = {
    onTarget: (process, debuggee, foundBy) => this.told.push(`target ${process.pid} of ${debuggee} by ${foundBy}`),
    onPaused: (debuggee, reason) => this.told.push(`paused ${debuggee}: ${reason}`),
    onContinued: (debuggee) => this.told.push(`continued ${debuggee}`),
    onReleased: (debuggee) => this.told.push(`released ${debuggee}`),
    onRestarted: () => this.told.push('restarted'),
    onExited: (exit) => this.told.push(`exited ${JSON.stringify(exit)}`),
    onEnded: (requested, refusal) => {
      const word = requested === 'monitoringOnly' ? 'let go on request' : requested ? 'ended on request' : 'ended';
      this.told.push(refusal === undefined ? word : `${word}, not started: ${refusal}`);
    },
    onLost: (reason) => this.told.push(`lost: ${reason}`),
  };
  private readonly ports: RunPorts = {
    clock: this.clock,
    hostPid: HOST_PID,
    listProcesses: () => Promise.resolve([...this.table]),
    findProcess: (pid) => Promise.resolve(this.table.find((process) => process.pid === pid)),
    canFindMarked: () => true,
    findMarked: (processes, marker) => Promise.resolve(processes.filter(({ pid }) => this.marked.get(pid) === marker)),
    exitOf: (pid) => this.exits.get(pid),
    describe: () => Promise.resolve(undefined),
    evaluate: (_sessionId, expression) => Promise.resolve(this.answers.get(expression) as string | undefined),
    request: (_sessionId, command) => Promise.resolve(this.answers.get(command)),
    log: (text) => this.logged.push(text),
  };
  readonly follower = new RunFollower('root', this.ports, this.listener);

  /** A process begins. */
  start(pid: number, parentPid = HOST_PID, startTimeMs = this.clock.nowMs(), name = 'node'): void {
    this.table.push({ pid, parentPid, startTimeMs, name });
  }

  /** A process ends. */
  end(pid: number): void {
    this.table.splice(
      this.table.findIndex((process) => process.pid === pid),
      1,
    );
  }

  /** What was told since the last call, after everything under way has settled. */
  async heard(): Promise<readonly string[]> {
    await this.clock.advance(0);
    return this.told.splice(0);
  }
}
