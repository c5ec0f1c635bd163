import type { StopSignal } from '../configurations/commandLine';
import type { LaunchConfiguration } from '../configurations/launchConfiguration';
import { OWN_TYPE, translate } from '../configurations/translate';
import type { FieldProblem, PreparedCommand } from '../processes/prepareCommand';
import type { ChildExit } from '../spawnedChildren';
import type { SupervisedListener, SupervisedProcess } from '../supervisor/supervisedProcess';
import type { TerminalRequest } from '../supervisor/startInTerminal';
import type { AdapterPorts } from './adapterPorts';

/** The program of a session: one that we started, or one that was there. */
export interface DebugTarget {
  readonly pid: number;
  readonly name: string;
  readonly startMethod: 'launch' | 'attach';
  /** Asks the program to end; one that was there is let go instead. */
  stop(signal: StopSignal | undefined): void;
  /** Writes to its standard input; false where it cannot be reached that way. */
  write(text: string): boolean;
}

/** What is told of a target. */
export interface TargetListener extends SupervisedListener {
  readonly runInTerminal: (request: TerminalRequest) => Promise<void>;
}

/** The target, or which field of the configuration keeps it from being there. */
export type TargetResult =
  { readonly kind: 'ready'; readonly target: DebugTarget } | ({ readonly kind: 'problem' } & FieldProblem);

/** Brings about the program of a configuration whose variables are resolved: starts it, or finds it by its pid. */
export async function openTarget(
  configuration: LaunchConfiguration,
  monitoredType: string,
  listener: TargetListener,
  ports: AdapterPorts,
  cancelled: AbortSignal,
): Promise<TargetResult> {
  const translation = translate({ ...configuration, type: monitoredType }, ports.platform);
  switch (translation.kind) {
    case 'command': {
      const preparation = ports.prepare(translation.command);
      if (preparation.kind === 'problem') return preparation;
      return launch(preparation.prepared, listener, ports, cancelled);
    }
    case 'attach':
      return attach(translation.processId, listener, ports);
    case 'debugger': {
      const field = monitoredType === OWN_TYPE && configuration.request === 'attach' ? 'processId' : 'program';
      return { kind: 'problem', field, text: `${translation.reason}. Complete the configuration.` };
    }
  }
}

async function launch(
  prepared: PreparedCommand,
  listener: TargetListener,
  ports: AdapterPorts,
  cancelled: AbortSignal,
): Promise<TargetResult> {
  const { fileField, stopSignal } = prepared.command;
  const result = await ports.start(prepared, listener, listener.runInTerminal, cancelled);
  if (result.kind === 'failed') {
    return { kind: 'problem', field: fileField, text: `"${prepared.file}" could not be started: ${result.text}.` };
  }
  return { kind: 'ready', target: launched(result.process, prepared.file, stopSignal) };
}

function launched(process: SupervisedProcess, file: string, stopSignal: StopSignal): DebugTarget {
  return {
    pid: process.pid,
    name: file,
    startMethod: 'launch',
    stop: (signal) => {
      process.stop(signal ?? stopSignal);
    },
    write: (text) => process.write(text),
  };
}

function attach(processId: string | number, listener: TargetListener, ports: AdapterPorts): TargetResult {
  const pid = Number(processId);
  if (!Number.isInteger(pid) || pid < 1 || pid >= 2 ** 31 || String(processId).trim() === '') {
    return attachProblem(`"${processId}" is no process id. Give a number, or pick a process`);
  }
  const presence = ports.probe(pid);
  if (presence === 'none') return attachProblem(`there is no process ${pid}; it may have ended. Pick another one`);
  if (presence === 'foreign') {
    return attachProblem(`process ${pid} belongs to another user. Pick one of yours, or run VS Code as that user`);
  }
  const told = (exit: ChildExit): void => {
    endWatch();
    listener.onExited(exit);
  };
  const endWatch = ports.watch(pid, () => {
    told({});
  });
  return {
    kind: 'ready',
    target: {
      pid,
      name: `process ${pid}`,
      startMethod: 'attach',
      stop: () => {
        told({});
      },
      write: () => false,
    },
  };
}

function attachProblem(text: string): TargetResult {
  return { kind: 'problem', field: 'processId', text: `${text}.` };
}
