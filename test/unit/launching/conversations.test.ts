import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DapConversation } from '../../../src/launching/dapConversation';
import { remoteAddress } from '../../../src/launching/remoteAddress';
import { RunWorld } from '../../support/launching/runWorld';

const FOLDER = 'test/fixtures/dap';
const MARKER = 'PROCESS_MONITOR_SESSION=0123456789abcdef0123456789abcdef';

interface RecordedProcess {
  readonly pid: number;
  readonly parentPid: number;
  readonly name: string;
  /** How long it has run already; it begins now where this is not said. */
  readonly ageMs?: number;
  readonly marked?: boolean;
}

type Step =
  | { readonly client: { readonly command?: string; readonly arguments?: unknown } }
  | { readonly adapter: unknown }
  | { readonly process: RecordedProcess }
  | { readonly exit: number };

interface Recording {
  readonly about: string;
  readonly type: string;
  readonly answers?: Readonly<Record<string, unknown>>;
  readonly steps: readonly Step[];
  readonly told: readonly string[];
}

/** Longer than anything is looked for. */
const LONG_MS = 60_000;

/** Plays a recording into a follower and returns what that tells. */
async function play(recording: Recording): Promise<readonly string[]> {
  const world = new RunWorld();
  for (const [question, answer] of Object.entries(recording.answers ?? {})) world.answers.set(question, answer);
  const conversation = new DapConversation(recording.type);
  const address = remoteAddress(startArguments(recording));
  world.follower.sessionStarting({
    id: 'root',
    name: 'Launch',
    type: recording.type,
    isRoot: true,
    ...(address === undefined ? {} : { remoteAddress: address }),
  });
  for (const step of recording.steps) {
    playStep(step, world, conversation);
    await world.clock.advance(10);
  }
  await world.clock.advance(LONG_MS);
  return world.heard();
}

function playStep(step: Step, world: RunWorld, conversation: DapConversation): void {
  if ('process' in step) {
    const { pid, parentPid, name, ageMs, marked } = step.process;
    world.start(pid, parentPid, world.clock.nowMs() - (ageMs ?? 0), name);
    if (marked === true) world.marked.set(pid, MARKER);
  } else if ('exit' in step) {
    world.end(step.exit);
  } else {
    const facts = 'client' in step ? conversation.received(step.client) : conversation.sent(step.adapter);
    for (const fact of facts) world.follower.fact('root', fact);
  }
}

function startArguments({ steps }: Recording): unknown {
  const requests = steps.flatMap((step) => ('client' in step ? [step.client] : []));
  return requests.find(({ command }) => command === 'launch' || command === 'attach')?.arguments;
}

describe('the conversation with a debug adapter', () => {
  for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.json'))) {
    const recording = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Recording;
    it(`${file}: ${recording.about}`, async () => {
      assert.deepEqual(await play(recording), recording.told);
    });
  }
});
