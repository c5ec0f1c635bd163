import { inRepository } from '../../host/paths';
import type { SupervisorProgram } from '../../../src/launching/supervisor/startPiped';

/** The supervisor as it was built. */
export function supervisorProgram(env: NodeJS.ProcessEnv = process.env): SupervisorProgram {
  return {
    node: process.execPath,
    isElectron: false,
    script: inRepository('dist', 'processMonitorSupervisor.js'),
    env,
    platform: process.platform,
  };
}
