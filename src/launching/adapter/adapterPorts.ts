import type { Preparation, PreparedCommand } from '../processes/prepareCommand';
import type { CommandLine } from '../configurations/commandLine';
import type { StartResult, SupervisedListener } from '../supervisor/supervisedProcess';
import type { TerminalRequest } from '../supervisor/startInTerminal';

/** What the debug adapter needs of the world around it. */
export interface AdapterPorts {
  readonly platform: NodeJS.Platform;
  /** Looks up everything that a command line names. */
  prepare(command: CommandLine): Preparation;
  /** Starts a program; `runInTerminal` asks the editor for a terminal, `cancelled` gives up. */
  start(
    prepared: PreparedCommand,
    listener: SupervisedListener,
    runInTerminal: (request: TerminalRequest) => Promise<void>,
    cancelled: AbortSignal,
  ): Promise<StartResult>;
  /** Whether a process of this pid may be watched. */
  probe(pid: number): ProcessPresence;
  /** Calls back once when a process has ended; the returned function ends the watch. */
  watch(pid: number, onEnd: () => void): () => void;
}

/** `foreign`: it belongs to another user. */
export type ProcessPresence = 'ours' | 'foreign' | 'none';
