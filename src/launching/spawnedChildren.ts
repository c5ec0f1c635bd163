import { ChildProcess } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';

/** How a child process ended: one of the two is there, unless nobody knows. */
export interface ChildExit {
  readonly exitCode?: number;
  readonly signal?: string;
}

const CHANNEL = 'child_process';

/** So many ends of processes are remembered. */
const EXITS_KEPT = 200;

/**
 * Remembers how the children of this very process ended. js-debug starts programs from the extension host, which is
 * our process too, but tells neither a signal nor a code of zero; Node's own `child_process` diagnostics channel lets us
 * see the end without touching how the program is started.
 */
export class SpawnedChildren {
  private readonly exits = new Map<number, { readonly exit: ChildExit; readonly timeMs: number }>();
  private readonly onSpawn = (message: unknown): void => {
    const child = childOf(message);
    if (child === undefined) return;
    child.once('exit', (code, signal) => {
      if (child.pid !== undefined)
        this.remember(child.pid, {
          ...(code === null ? {} : { exitCode: code }),
          ...(signal === null ? {} : { signal }),
        });
    });
  };

  constructor(
    private readonly nowMs: () => number,
    private readonly onExit: (pid: number, exit: ChildExit) => void,
  ) {
    subscribe(CHANNEL, this.onSpawn);
  }

  /** How the child with this pid ended since a moment; undefined if it lives, was never ours or is long forgotten. */
  exitOf(pid: number, sinceMs: number): ChildExit | undefined {
    const known = this.exits.get(pid);
    return known !== undefined && known.timeMs >= sinceMs ? known.exit : undefined;
  }

  dispose(): void {
    unsubscribe(CHANNEL, this.onSpawn);
  }

  private remember(pid: number, exit: ChildExit): void {
    this.exits.delete(pid);
    this.exits.set(pid, { exit, timeMs: this.nowMs() });
    for (const oldest of [...this.exits.keys()].slice(0, -EXITS_KEPT)) this.exits.delete(oldest);
    this.onExit(pid, exit);
  }
}

function childOf(message: unknown): ChildProcess | undefined {
  if (typeof message !== 'object' || message === null || !('process' in message)) return undefined;
  // It is told before it is started: its pid comes later.
  return message.process instanceof ChildProcess ? message.process : undefined;
}
