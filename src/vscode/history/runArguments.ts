import type { RunId } from '../../history/runFolder';

/** The runs that a command's argument names: a node of the tree of past runs, `{ run: { id } }`, or a list. It comes from anywhere. */
export function runIdsIn(argument: unknown): readonly RunId[] {
  if (Array.isArray(argument)) return argument.flatMap((one: unknown) => runIdsIn(one));
  if (typeof argument !== 'object' || argument === null || !('run' in argument)) return [];
  const { run } = argument;
  const hasId = typeof run === 'object' && run !== null && 'id' in run && typeof run.id === 'string';
  return hasId ? [run.id as RunId] : [];
}
