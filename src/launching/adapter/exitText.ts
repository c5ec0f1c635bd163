import { constants } from 'node:os';
import type { ChildExit } from '../spawnedChildren';

/** How a program ended, in a sentence for people. */
export function exitText({ exitCode, signal }: ChildExit): string {
  if (signal !== undefined) return `Process ended by signal ${signal}`;
  return exitCode === undefined ? 'Process ended' : `Process exited with code ${exitCode}`;
}

/** The code that shells give: 128 plus the number of the signal; undefined where neither is known. */
export function exitCodeOf({ exitCode, signal }: ChildExit): number | undefined {
  if (signal === undefined) return exitCode;
  const known = Object.entries(constants.signals).find(([name]) => name === signal);
  return known === undefined ? exitCode : 128 + known[1];
}
