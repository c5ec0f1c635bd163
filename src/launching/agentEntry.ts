import * as v from 'valibot';
import { AGENT_VARIABLE } from '../shared/agentFrames';
import type { AgentAccess } from './agentInjection';
import type { LaunchConfiguration } from './sessionMarker';

/** What came of it when a program was asked to let the agent in. */
export type EntryAnswer =
  | { readonly kind: 'entered' }
  /** Something of ours is there already, and reports to this window or another. */
  | { readonly kind: 'present' }
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * Evaluated in a program that runs already, CommonJS or ESM, loads the agent and has it report to our socket. It throws
 * nothing, waits for nothing, and answers with a word for `readEntry`. Programs that are not Node of a version that the
 * agent knows, may not read every file, or were told by a person to do without, are left alone.
 */
export function entryExpression({ file, folder }: AgentAccess): string {
  // Old syntax throughout: a program of any age must be able to read it. Where nothing else gives `require`, the
  // debugger's console does.
  return `(function () {
  try {
    var file = ${JSON.stringify(file)};
    var versions = process.versions;
    if (versions.bun || versions.deno || !(parseInt(versions.node, 10) >= ${OLDEST_NODE})) return 'refused: not Node ${OLDEST_NODE} or newer';
    if (process.permission) return 'refused: it may not read every file';
    if (process.env.${AGENT_VARIABLE} === '') return 'refused: ${AGENT_VARIABLE} is empty';
    var load = process.getBuiltinModule
      ? process.getBuiltinModule('module').createRequire(file)
      : process.mainModule ? process.mainModule.require.bind(process.mainModule) : require;
    if (!load('fs').existsSync(file)) return 'refused: the agent cannot be seen from there';
    return load(file).enter(${JSON.stringify(folder)}) || 'refused: it could not be loaded';
  } catch (error) {
    return 'refused: it could not be loaded';
  }
})()`;
}

/** The agent is built for this major version of Node. */
const OLDEST_NODE = 18;

/** Reads the answer to `entryExpression` as a debugger shows it; undefined where there is none that is understood. */
export function readEntry(result: string | undefined): EntryAnswer | undefined {
  const [, word, reason = ''] =
    /^['"]?(entered|present|refused: ([^'"]{1,100}))['"]?$/.exec(result?.trim() ?? '') ?? [];
  if (word === 'entered' || word === 'present') return { kind: word };
  return word === undefined ? undefined : { kind: 'refused', reason };
}

const carrying = v.object({ [AGENT_VARIABLE]: v.string() });

/** Whether the programs of a configuration were started without the agent: attached ones, those of a debug terminal. */
export function lacksAgent(configuration: LaunchConfiguration): boolean {
  return !v.is(carrying, configuration.env);
}
