import * as v from 'valibot';
import type { DapFact } from './dapFacts';
import { StoppedThreads } from './stoppedThreads';

const pid = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2 ** 31 - 1));

/** A pid in a configuration may be text: pick commands answer with it. */
const pidOrText = v.union([pid, v.pipe(v.string(), v.regex(/^\d{1,10}$/), v.transform(Number), pid)]);

const startArguments = v.object({
  noDebug: v.optional(v.unknown()),
  processId: v.optional(v.unknown()),
  pid: v.optional(v.unknown()),
});
const processBody = v.object({
  name: v.optional(v.string(), ''),
  systemProcessId: v.optional(pid),
  isLocalProcess: v.optional(v.boolean(), true),
});
const threadsBody = v.object({
  threadId: v.optional(v.number()),
  allThreadsStopped: v.optional(v.boolean(), false),
  reason: v.optional(v.string(), ''),
});
const continuedBody = v.object({
  allThreadsContinued: v.optional(v.boolean(), true),
  threadId: v.optional(v.number()),
});
const exitedBody = v.object({ exitCode: v.pipe(v.number(), v.integer()) });
const terminalBody = v.object({ processId: v.optional(pid), shellProcessId: v.optional(pid) });
const outputBody = v.object({ category: v.optional(v.string()), output: v.string() });

const message = v.variant('type', [
  v.object({ type: v.literal('request'), seq: v.number(), command: v.string(), arguments: v.optional(v.unknown()) }),
  v.object({
    type: v.literal('response'),
    command: v.string(),
    request_seq: v.number(),
    success: v.boolean(),
    body: v.optional(v.unknown()),
  }),
  v.object({ type: v.literal('event'), event: v.string(), body: v.optional(v.unknown()) }),
]);

type Message = v.InferOutput<typeof message>;
type DapRequest = Extract<Message, { type: 'request' }>;
type DapResponse = Extract<Message, { type: 'response' }>;
type DapEvent = Extract<Message, { type: 'event' }>;

/** js-debug does not send `exited`: the code of a program that failed stands in its output. */
const NODE_EXIT = /^Process exited with code (\d{1,10})\s*$/;

const STEPS: ReadonlySet<string> = new Set(['next', 'stepIn', 'stepOut', 'stepBack', 'reverseContinue']);

/**
 * Follows the conversation of one debug session with its adapter and says what it reveals.
 *
 * Messages come from other people's code: one that is not as the protocol says is passed over. An adapter need not send
 * `continued` after a request that implies it, so the answers to those requests count as well.
 * Source: Debug Adapter Protocol 1.68, microsoft.github.io/debug-adapter-protocol.
 */
export class DapConversation {
  private readonly stopped = new StoppedThreads();
  /** The thread that each pending continue or step concerns, by the request's number. */
  private readonly resuming = new Map<number, number | undefined>();
  private ended = false;

  constructor(private readonly type: string) {}

  /** A message from VS Code to the adapter. */
  received(received: unknown): readonly DapFact[] {
    const parsed = v.safeParse(message, received);
    if (!parsed.success) return [];
    if (parsed.output.type === 'request') return this.onRequest(parsed.output);
    if (parsed.output.type === 'response' && parsed.output.command === 'runInTerminal') return shellOf(parsed.output);
    return [];
  }

  /** A message from the adapter to VS Code. */
  sent(sent: unknown): readonly DapFact[] {
    const parsed = v.safeParse(message, sent);
    if (!parsed.success) return [];
    if (parsed.output.type === 'event') return this.onEvent(parsed.output);
    if (parsed.output.type === 'response') return this.onResponse(parsed.output);
    return [];
  }

  private onRequest(request: DapRequest): readonly DapFact[] {
    switch (request.command) {
      case 'launch':
      case 'attach':
        return [requestedFact(request.command, request.arguments)];
      case 'restart':
        this.stopped.clear();
        return [{ kind: 'restarting' }];
      case 'disconnect':
      case 'terminate':
        return this.ended ? [] : [{ kind: 'stopRequested' }];
      default:
        if (request.command === 'continue' || STEPS.has(request.command)) {
          const parsed = v.safeParse(threadsBody, request.arguments ?? {});
          this.resuming.set(request.seq, parsed.success ? parsed.output.threadId : undefined);
        }
        return [];
    }
  }

  private onResponse(response: DapResponse): readonly DapFact[] {
    if (response.command === 'launch' || response.command === 'attach') {
      return response.success ? [{ kind: 'launched' }] : [];
    }
    if (!this.resuming.has(response.request_seq)) return [];
    const threadId = this.resuming.get(response.request_seq);
    this.resuming.delete(response.request_seq);
    if (!response.success) return [];
    const parsed = v.safeParse(continuedBody, response.body ?? {});
    const all = response.command === 'continue' && (!parsed.success || parsed.output.allThreadsContinued);
    return this.stopped.continued(threadId, all) ? [{ kind: 'continued' }] : [];
  }

  private onEvent(event: DapEvent): readonly DapFact[] {
    const body = event.body ?? {};
    switch (event.event) {
      case 'process':
        return processFacts(body);
      case 'stopped': {
        const parsed = v.safeParse(threadsBody, body);
        if (!parsed.success) return [];
        const newly = this.stopped.stopped(parsed.output.threadId);
        return newly ? [{ kind: 'paused', reason: parsed.output.reason }] : [];
      }
      case 'continued': {
        const parsed = v.safeParse(continuedBody, body);
        if (!parsed.success) return [];
        const { threadId, allThreadsContinued } = parsed.output;
        return this.stopped.continued(threadId, allThreadsContinued) ? [{ kind: 'continued' }] : [];
      }
      case 'exited': {
        const parsed = v.safeParse(exitedBody, body);
        return parsed.success ? [{ kind: 'exited', exitCode: parsed.output.exitCode }] : [];
      }
      case 'terminated':
        this.ended = true;
        return [{ kind: 'terminated' }];
      case 'output':
        return this.type === 'pwa-node' ? nodeExitFacts(body) : [];
      default:
        return [];
    }
  }
}

function requestedFact(request: 'launch' | 'attach', args: unknown): DapFact {
  const parsed = v.safeParse(startArguments, args ?? {});
  const given = parsed.success ? parsed.output : {};
  const attachPid = [given.processId, given.pid].map((value) => v.safeParse(pidOrText, value)).find((p) => p.success);
  return {
    kind: 'requested',
    request,
    noDebug: given.noDebug === true,
    ...(request === 'attach' && attachPid?.success === true ? { attachPid: attachPid.output } : {}),
  };
}

function processFacts(body: unknown): readonly DapFact[] {
  const parsed = v.safeParse(processBody, body);
  if (!parsed.success) return [];
  const { systemProcessId, isLocalProcess, name } = parsed.output;
  if (!isLocalProcess) return [{ kind: 'processElsewhere', name }];
  return systemProcessId === undefined ? [] : [{ kind: 'process', pid: systemProcessId }];
}

function shellOf(response: DapResponse): readonly DapFact[] {
  const parsed = v.safeParse(terminalBody, response.body ?? {});
  if (!response.success || !parsed.success) return [];
  const { processId, shellProcessId } = parsed.output;
  if (processId !== undefined) return [{ kind: 'process', pid: processId }];
  return shellProcessId === undefined ? [] : [{ kind: 'shell', pid: shellProcessId }];
}

function nodeExitFacts(body: unknown): readonly DapFact[] {
  const parsed = v.safeParse(outputBody, body);
  if (!parsed.success || parsed.output.category !== 'stderr') return [];
  const code = NODE_EXIT.exec(parsed.output.output)?.[1];
  return code === undefined ? [] : [{ kind: 'exited', exitCode: Number(code) }];
}
