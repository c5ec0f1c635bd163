import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { tmpdir } from 'node:os';
import type { Readable, Writable } from 'node:stream';
import { createAgentFolder, type AgentFolder } from '../../../src/runtime/agentFolder';
import type { ThreadQuestions } from '../../../src/runtime/agentConnection';
import { AgentServer } from '../../../src/runtime/agentServer';
import { createSystemClock } from '../../../src/sampling/systemClock';
import type { AgentFrame, HelloFrame, TickFrame } from '../../../src/shared/agentFrames';
import { inRepository } from '../../host/paths';
import { waitFor } from '../waitFor';

/** Listens as the extension does, and keeps whatever programs tell. */
export class AgentHost {
  readonly frames: { readonly hello: HelloFrame; readonly frame: AgentFrame }[] = [];
  closed = 0;
  pongs = 0;
  /** Asks the thread that came last. */
  questions: ThreadQuestions = { ping: () => undefined, capture: () => undefined };
  /** Asks the main thread; undefined before it has come. */
  mainQuestions: ThreadQuestions | undefined;
  isWatched = false;
  private server: AgentServer | undefined;

  private constructor(readonly folder: AgentFolder) {}

  /** Listens in a folder, a new one where none is given. */
  static async open(folder = createAgentFolder([tmpdir()], process.platform)): Promise<AgentHost> {
    if (folder === undefined) throw new Error('no folder for a socket');
    const host = new AgentHost(folder);
    host.server = await AgentServer.listen(folder, {
      clock: createSystemClock(),
      isWatched: () => host.isWatched,
      onThread: (hello, questions) => {
        host.questions = questions;
        if (hello.threadId === 0) host.mainQuestions = questions;
        host.frames.push({ hello, frame: hello });
        const keep = (frame: AgentFrame): unknown => host.frames.push({ hello, frame });
        return {
          onTick: keep,
          onIncident: keep,
          onPong: () => (host.pongs += 1),
          onCaptured: keep,
          onClosed: () => (host.closed += 1),
        };
      },
      onError: (error) => {
        throw error;
      },
    });
    return host;
  }

  get ticks(): readonly TickFrame[] {
    return this.frames.flatMap(({ frame }) => (frame.kind === 'tick' ? [frame] : []));
  }

  dispose(): void {
    this.server?.dispose();
    this.folder.dispose();
  }
}

/** The agent as it is shipped; `npm test` builds it before. */
export const AGENT_FILE = inRepository('dist', 'agent.js');

/** How a program ended, and what it said. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ProgramOptions {
  readonly folder?: string;
  readonly file?: string;
  readonly node?: string;
  readonly flags?: readonly string[];
}

/** Starts a program's text; with a folder, with the agent in it. */
export function startProgram(
  source: string,
  { folder, file = AGENT_FILE, node = process.execPath, flags = [] }: ProgramOptions = {},
): ChildProcessByStdio<Writable, Readable, Readable> {
  const agent = { NODE_OPTIONS: `--require ${JSON.stringify(file)}`, PROCESS_MONITOR_AGENT: folder };
  const env = { PATH: process.env.PATH, ...(folder === undefined ? {} : agent) };
  return spawn(node, [...flags, '-e', source], { env, stdio: ['pipe', 'pipe', 'pipe'] });
}

/**
 * Runs a program's text to its end; with a folder, with the agent in it. A program that is to live until something has
 * come from it says `LIVES`, and its standard input ends once `until` holds of what it has written. One that waits for
 * something to come before reads a line, which is written once `goesOn` holds.
 */
export async function runProgram(source: string, options: RunOptions = {}): Promise<Ended> {
  const child = startProgram(source, options);
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (data: Buffer) => (stdout += data.toString()));
  child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
  // A program that does not read its input may have ended before it is closed.
  child.stdin.on('error', () => undefined);
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      resolve({ code, stdout, stderr });
    });
  });
  const { until, goesOn } = options;
  try {
    if (goesOn !== undefined) {
      await waitFor(() => goesOn() || child.exitCode !== null, GIVEN);
      child.stdin.write('\n');
    }
    if (until !== undefined) await waitFor(() => until(stdout) || child.exitCode !== null, GIVEN);
  } finally {
    child.stdin.end();
  }
  return ended;
}

interface RunOptions extends ProgramOptions {
  readonly goesOn?: () => boolean;
  readonly until?: (stdout: string) => boolean;
}

/** Keeps a program alive until its standard input ends. */
export const LIVES = 'process.stdin.resume();';

const GIVEN = { timeoutMs: 40_000, what: 'what the program is to tell' };
