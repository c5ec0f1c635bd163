import { spawn, type ChildProcess } from 'node:child_process';
import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { posixPorts, signalProcess } from '../processes/posixPorts';
import { listProcesses } from '../processes/processList';
import { GRACE_MS, stopTree, type StartedTree } from '../processes/stopTree';
import { LineChannel } from './lineChannel';
import { decodeOrder, type StartOrder, type SupervisorReport } from './messages';

/**
 * Starts one program, tells how it goes, and sees to it that nothing of it outlives the host: the end of the channel,
 * for whatever reason, is an order to stop. `onDone` is called once nothing is left to do, with the program's status.
 */
export class Supervisor {
  private readonly channel: LineChannel;
  private child: ChildProcess | undefined;
  private tree: StartedTree | undefined;
  private lookingUp: Promise<void> = Promise.resolve();
  private stopping: Promise<unknown> | undefined;

  constructor(
    channel: Duplex,
    private readonly onDone: (exitCode: number) => void,
  ) {
    this.channel = new LineChannel(
      channel,
      (value) => {
        this.obey(value);
      },
      () => {
        this.stopAndLeave();
      },
    );
  }

  /** Ends the program, then the supervisor. */
  stopAndLeave(): void {
    void this.stop('SIGTERM').then(() => {
      this.onDone(0);
    });
  }

  /** Lets the program and its process group go on after somebody has suspended them. */
  resume(): void {
    if (this.tree === undefined) return;
    const { pid, group } = this.tree;
    signalProcess(group === undefined ? pid : -group.id, 'SIGCONT');
  }

  private obey(value: unknown): void {
    const order = decodeOrder(value);
    if (order?.kind === 'start') this.start(order);
    else if (order?.kind === 'stop') void this.stop(order.signal);
  }

  private start(order: StartOrder): void {
    if (this.child !== undefined) return;
    const child = spawn(order.file, order.args, {
      cwd: order.cwd,
      env: targetEnvironment(process.env, order.env),
      stdio: 'inherit',
      detached: order.isDetached && process.platform !== 'win32',
      windowsVerbatimArguments: order.isVerbatim,
      windowsHide: true,
    });
    this.child = child;
    child.once('error', (error) => {
      this.report({ kind: 'failed', text: error.message });
      this.onDone(1);
    });
    child.once('exit', (code, signal) => {
      void this.ended(code, signal);
    });
    const { pid } = child;
    if (pid === undefined) return;
    // At once: should the host go away now, the program must be known already.
    this.tree = { pid, ...(order.isDetached ? { group: { id: pid, holdsUs: false } } : {}) };
    this.lookingUp = this.lookUp(child, this.tree).then(() => {
      this.reportStart();
    });
  }

  /** Completes what is known of the tree: the program's start, and in a terminal the group that its shell made for us. */
  private async lookUp(child: ChildProcess, tree: StartedTree): Promise<void> {
    if (process.platform === 'win32') return;
    const table = await listProcesses(process.platform).catch(() => []);
    const listed = isRunning(child) ? table.find(({ pid }) => pid === tree.pid) : undefined;
    const own = table.find(({ pid }) => pid === process.pid);
    const isLeader = own?.groupId === process.pid && own.groupId === listed?.groupId;
    this.tree = {
      ...tree,
      ...(listed === undefined ? {} : { startedAt: listed.startedAt }),
      ...(tree.group === undefined && isLeader ? { group: { id: process.pid, holdsUs: true } } : {}),
    };
  }

  /** With all that the host needs to end the program itself, should this process be killed. */
  private reportStart(): void {
    if (this.tree === undefined) return;
    const { pid, startedAt, group } = this.tree;
    this.report({
      kind: 'started',
      pid,
      ...(startedAt === undefined ? {} : { startedAt }),
      ...(group === undefined ? {} : { groupId: group.id }),
    });
  }

  private async ended(code: number | null, signal: NodeJS.Signals | null): Promise<void> {
    await this.lookingUp;
    this.report({
      kind: 'exited',
      ...(code === null ? {} : { exitCode: code }),
      ...(signal === null ? {} : { signal }),
    });
    // What it has left behind in its group was started by us as well.
    await this.stop('SIGTERM');
    this.onDone(code ?? 1);
  }

  private async stop(signal: NodeJS.Signals): Promise<void> {
    if (signal === 'SIGKILL') await this.end(signal);
    this.stopping ??= this.end(signal);
    await this.stopping;
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const { child } = this;
    // Without its start the program would be taken for another one, and left alone.
    await this.lookingUp;
    if (child === undefined || this.tree === undefined) return;
    if (this.tree.startedAt === undefined && isRunning(child)) await this.lookUp(child, this.tree);
    if (process.platform === 'win32') await endOnWindows(child, signal);
    else await stopTree(this.tree, signal, posixPorts(process.platform));
  }

  private report(report: SupervisorReport): void {
    this.channel.send(report);
  }
}

function isRunning({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null;
}

/** The environment of the program: ours, without what makes Electron run as Node, and with what it is given. */
export function targetEnvironment(
  own: NodeJS.ProcessEnv,
  given: Readonly<Record<string, string | null>>,
): NodeJS.ProcessEnv {
  const inherited = Object.entries(own).filter(([name]) => name !== 'ELECTRON_RUN_AS_NODE');
  const entries = Object.entries({ ...Object.fromEntries(inherited), ...given });
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** Windows has no signals: the tree is asked to close its windows, then ended. A child that has ended is left alone. */
async function endOnWindows(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const hasEnded = (): boolean => !isRunning(child);
  const taskkill = (...args: readonly string[]): void => {
    if (!hasEnded())
      spawn('taskkill', ['/pid', String(child.pid), '/t', ...args], { stdio: 'ignore', windowsHide: true });
  };
  if (signal !== 'SIGKILL') {
    taskkill();
    const deadlineMs = performance.now() + GRACE_MS;
    while (!hasEnded() && performance.now() < deadlineMs) await delay(50);
  }
  taskkill('/f');
}
