import { prepareCommand } from '../processes/prepareCommand';
import { startInTerminal } from '../supervisor/startInTerminal';
import { startPiped, type SupervisorProgram } from '../supervisor/startPiped';
import type { AdapterPorts } from './adapterPorts';
import { probeProcess, watchProcess } from './processWatch';

/** The adapter's ports on this machine: real processes, below real supervisors. `folder` is the workspace's. */
export function nodePorts(program: SupervisorProgram, folder: string | undefined): AdapterPorts {
  const { platform, env } = program;
  return {
    platform,
    prepare: (command) => prepareCommand(command, { platform, env, ...(folder === undefined ? {} : { folder }) }),
    start: (prepared, listener, runInTerminal, cancelled) =>
      prepared.command.console === 'internalConsole'
        ? startPiped(prepared, program, listener)
        : startInTerminal(prepared, program, listener, runInTerminal, cancelled),
    probe: probeProcess,
    watch: watchProcess,
  };
}
