import assert from 'node:assert/strict';
import * as v from 'valibot';
import type { AdapterPorts } from '../../../src/launching/adapter/adapterPorts';
import { MonitorAdapter } from '../../../src/launching/adapter/monitorAdapter';
import { waitFor } from '../waitFor';

const sent = v.object({
  type: v.string(),
  seq: v.number(),
  event: v.optional(v.string()),
  command: v.optional(v.string()),
  request_seq: v.optional(v.number()),
  success: v.optional(v.boolean()),
  message: v.optional(v.string()),
  arguments: v.optional(v.record(v.string(), v.unknown())),
  body: v.optional(v.record(v.string(), v.unknown()), {}),
});

/** A message of the adapter. */
export type Sent = v.InferOutput<typeof sent>;

const TIMEOUT_MS = 15_000;

/** An editor as the debug adapter sees one: asks, and keeps what it is told. */
export class DapClient {
  readonly messages: Sent[] = [];
  private readonly adapter: MonitorAdapter;
  private seq = 0;

  /** `onTerminal` runs what the adapter wants to have run in a terminal; without it the editor refuses. */
  constructor(ports: AdapterPorts, onTerminal?: (args: Readonly<Record<string, unknown>>) => void) {
    this.adapter = new MonitorAdapter(ports, (message) => {
      const parsed = v.parse(sent, message);
      this.messages.push(parsed);
      if (parsed.type !== 'request') return;
      onTerminal?.(parsed.arguments ?? {});
      const answer = { type: 'response', seq: 0, request_seq: parsed.seq, command: parsed.command };
      this.adapter.handle({ ...answer, success: onTerminal !== undefined, message: 'no terminal here' });
    });
  }

  /** Asks and returns the answer. */
  async request(command: string, args?: object): Promise<Sent> {
    const seq = (this.seq += 1);
    this.adapter.handle({ type: 'request', seq, command, ...(args === undefined ? {} : { arguments: args }) });
    return waitFor(() => this.messages.find(({ type, request_seq }) => type === 'response' && request_seq === seq), {
      timeoutMs: TIMEOUT_MS,
      what: `the answer to ${command}`,
    });
  }

  /** Sends whatever it is, as it is. */
  say(message: unknown): void {
    this.adapter.handle(message);
  }

  /** Launches a configuration of our own type and returns the pid that the adapter tells. */
  async launch(configuration: Readonly<Record<string, unknown>>): Promise<number> {
    const answer = await this.request('launch', launchArguments(configuration));
    assert.equal(answer.success, true, answer.message);
    return this.pid();
  }

  /** The pid that was told last. */
  pid(): number {
    return v.parse(v.number(), this.events('process').at(-1)?.body.systemProcessId);
  }

  events(name: string): readonly Sent[] {
    return this.messages.filter(({ event }) => event === name);
  }

  /** Everything that was written to a category of output. */
  output(category: string): string {
    const bodies = this.events('output').map(({ body }) => body);
    return bodies
      .filter((body) => body.category === category)
      .map(({ output }) => String(output))
      .join('');
  }

  async event(name: string): Promise<Sent> {
    return waitFor(() => this.events(name).at(-1), { timeoutMs: TIMEOUT_MS, what: `the event ${name}` });
  }

  async untilOutput(category: string, text: string): Promise<void> {
    await waitFor(() => this.output(category).includes(text), { timeoutMs: TIMEOUT_MS, what: `"${text}"` });
  }

  dispose(): void {
    this.adapter.dispose();
  }
}

/** A whole configuration of our own type. */
export function launchArguments(configuration: Readonly<Record<string, unknown>>): object {
  return { name: 'test', type: 'process-monitor', request: 'launch', ...configuration };
}
