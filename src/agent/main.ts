import { AGENT_VARIABLE } from '../shared/agentFrames';
import { Agent, type Entry } from './agent';
import { quietly } from './quietly';

const agent = new Agent();

/**
 * Begins to report to the host that listens in a folder: for a program that was started without us, and calls this
 * because its debugger had it do so.
 */
export function enter(folder: string): Entry | undefined {
  return quietly(() => agent.enter(folder));
}

// Loaded before the program's own code, in each of its threads and processes that inherit its environment.
quietly(() => {
  const folder = process.env[AGENT_VARIABLE];
  if (folder !== undefined && folder !== '') agent.enter(folder);
});
