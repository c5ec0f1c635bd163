import { join } from 'node:path';
import { cachedPackages } from '../cachedPackages';

/** The newest major version with long-term support. */
export const NEWEST_LTS = 26;

/** The path of Node of a major version, from npm, in the user's cache folder; installed there once, in a few seconds. */
export async function nodeOfMajor(major: number): Promise<string> {
  return join(await cachedPackages(`node-${major}`, [`node@${major}`]), 'node', 'bin', 'node');
}
