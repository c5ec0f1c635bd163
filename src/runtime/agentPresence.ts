import type { AgentPresence } from '../shared/health';
import type { ProcessInfo } from '../shared/sample';

/** Names of processes that are Node, or are run by it. */
const NODE = /^(node|nodejs|npm|npx|yarn|pnpm|tsx|ts-node|nodemon)(\s|$)/;

/**
 * Whether the Node programs among processes report from inside: at least one that `reports`; `isWanted` is the setting.
 * Undefined where none of them is Node.
 */
export function agentPresence(
  processes: readonly ProcessInfo[],
  reports: (process: ProcessInfo) => boolean,
  isWanted: boolean,
): AgentPresence | undefined {
  if (processes.some(reports)) return 'on';
  if (!processes.some(({ name }) => NODE.test(name))) return undefined;
  return isWanted ? 'absent' : 'off';
}
