import type { Duplex } from 'node:stream';
import type { StopSignal } from '../configurations/commandLine';
import type { ChildExit } from '../spawnedChildren';
import { posixPorts } from '../processes/posixPorts';
import { stopTree, type StartedTree } from '../processes/stopTree';
import { LineChannel } from './lineChannel';
import { decodeReport, type StartOrder, type SupervisorOrder, type SupervisorReport } from './messages';

/** A program that runs below a supervisor. */
export interface SupervisedProcess {
  readonly pid: number;
  /** Asks it and all it started to end, and kills what is left 2 s later; SIGKILL kills at once. */
  stop(signal: StopSignal): void;
  /** Writes to its standard input; false where that is a terminal, into which people type themselves. */
  write(text: string): boolean;
}

/** Takes what a supervised program does. */
export interface SupervisedListener {
  onOutput(category: 'stdout' | 'stderr', text: string): void;
  /** It has ended, and all its output has been told. Empty if its supervisor was killed: then it was ended with it. */
  onExited(exit: ChildExit): void;
}

/** What came of a start. */
export type StartResult =
  | { readonly kind: 'started'; readonly process: SupervisedProcess }
  | { readonly kind: 'failed'; readonly text: string };

/**
 * Has a supervisor at the other end of a channel start a program. `drained` resolves once no more output can come;
 * the end of the program is told then. Resolves to a failure if the program cannot be started.
 */
export function startOver(
  channel: Duplex,
  order: StartOrder,
  listener: SupervisedListener,
  drained: () => Promise<void>,
  write: (text: string) => boolean,
): Promise<StartResult> {
  return new Promise((resolve) => {
    let exit: ChildExit | undefined;
    let tree: StartedTree | undefined;
    const send = (value: SupervisorOrder): void => {
      lines.send(value);
    };
    const lines = new LineChannel(
      channel,
      (value) => {
        const report = decodeReport(value);
        if (report === undefined) return;
        switch (report.kind) {
          case 'started':
            tree = treeOf(report);
            resolve({
              kind: 'started',
              process: {
                pid: report.pid,
                stop: (signal) => {
                  send({ kind: 'stop', signal });
                },
                write,
              },
            });
            break;
          case 'failed':
            resolve({ kind: 'failed', text: report.text });
            break;
          case 'exited':
            exit = report;
            break;
        }
      },
      // The supervisor goes only when everything that it started has gone, unless it is killed.
      () => {
        resolve({ kind: 'failed', text: 'the process that supervises it has ended' });
        if (tree === undefined) return;
        // Where the processes cannot be listed, its end is told all the same.
        const orphaned = exit === undefined ? endOrphans(tree).catch(() => undefined) : Promise.resolve();
        void orphaned.then(drained).then(() => {
          listener.onExited(exit ?? {});
        });
      },
    );
    send(order);
  });
}

/** The tree without its supervisor, which may have been a member of the group. */
function treeOf({ pid, startedAt, groupId }: Extract<SupervisorReport, { kind: 'started' }>): StartedTree {
  return {
    pid,
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(groupId === undefined ? {} : { group: { id: groupId, holdsUs: false } }),
  };
}

/** Ends the program of a supervisor that was killed before the program had ended. */
async function endOrphans(tree: StartedTree): Promise<void> {
  if (tree.startedAt !== undefined) await stopTree(tree, 'SIGTERM', posixPorts(process.platform));
}
