import * as v from 'valibot';
import type { DapFact } from './dapFacts';
import { dapMessage, type DapEvent, type DapRequest, type DapResponse } from './dapMessages';
import { nodeExitFacts } from './nodeExit';
import { refusalText } from './refusalText';
import { markerOf } from './sessionMarker';
import { StoppedThreads } from './stoppedThreads';
import { attachPid } from './targets/attachConfiguration';
import { codelldbOutputFacts } from './targets/codelldbOutput';
import { javaProcessFacts } from './targets/javaDebug';
import { processEventFacts } from './targets/processEvent';
import { terminalFacts } from './targets/terminal';

const disconnectArguments = v.object({ terminateDebuggee: v.optional(v.boolean()) });
const startArguments = v.object({ noDebug: v.optional(v.unknown()) });

const threadsBody = v.object({
  threadId: v.optional(v.number()),
  allThreadsStopped: v.optional(v.boolean(), false),
  reason: v.optional(v.string(), ''),
});
const continuedBody = v.object({
  allThreadsContinued: v.optional(v.boolean(), true),
  threadId: v.optional(v.number()),
});
const exitedBody = v.object({
  exitCode: v.pipe(v.number(), v.integer()),
  /** An addition of our own adapter: the protocol knows no signals. */
  signal: v.exactOptional(v.pipe(v.string(), v.regex(/^SIG[A-Z0-9]{1,10}$/))),
});

const STARTS: ReadonlySet<string> = new Set(['launch', 'attach', 'restart']);
const STEPS: ReadonlySet<string> = new Set(['next', 'stepIn', 'stepOut', 'stepBack', 'reverseContinue']);

/**
 * Follows the conversation of one debug session with its adapter and says what it reveals.
 *
 * Messages come from other people's code: one that is not as the protocol says is passed over. An adapter need not send
 * `continued` after a request that implies it, so the answers to those requests count as well.
 */
export class DapConversation {
  private readonly stopped = new StoppedThreads();
  /** The thread that each pending continue or step concerns, by the request's number. */
  private readonly resuming = new Map<number, number | undefined>();
  private ended = false;
  private isAttached = false;

  constructor(private readonly type: string) {}

  /** A message from VS Code to the adapter. */
  received(received: unknown): readonly DapFact[] {
    const parsed = v.safeParse(dapMessage, received);
    if (!parsed.success) return [];
    if (parsed.output.type === 'request') return this.onRequest(parsed.output);
    if (parsed.output.type === 'response' && parsed.output.command === 'runInTerminal')
      return terminalFacts(parsed.output);
    return [];
  }

  /** A message from the adapter to VS Code. */
  sent(sent: unknown): readonly DapFact[] {
    const parsed = v.safeParse(dapMessage, sent);
    if (!parsed.success) return [];
    if (parsed.output.type === 'event') return this.onEvent(parsed.output);
    if (parsed.output.type === 'response') return this.onResponse(parsed.output);
    return [];
  }

  private onRequest(request: DapRequest): readonly DapFact[] {
    switch (request.command) {
      case 'launch':
      case 'attach':
        this.isAttached = request.command === 'attach';
        return [requestedFact(request.command, request.arguments)];
      case 'restart':
        this.stopped.clear();
        return [{ kind: 'restarting' }];
      case 'disconnect':
      case 'terminate':
        return this.ended ? [] : [{ kind: 'stopRequested', endsProgram: this.endsProgram(request) }];
      default:
        if (request.command === 'continue' || STEPS.has(request.command)) {
          const parsed = v.safeParse(threadsBody, request.arguments ?? {});
          this.resuming.set(request.seq, parsed.success ? parsed.output.threadId : undefined);
        }
        return [];
    }
  }

  /** Where a disconnect does not say what becomes of the program, one that was attached to goes on (protocol). */
  private endsProgram({ command, arguments: args }: DapRequest): boolean {
    if (command === 'terminate') return true;
    const parsed = v.safeParse(disconnectArguments, args ?? {});
    return (parsed.success ? parsed.output.terminateDebuggee : undefined) ?? !this.isAttached;
  }

  private onResponse(response: DapResponse): readonly DapFact[] {
    if (STARTS.has(response.command)) {
      return [response.success ? { kind: 'launched' } : { kind: 'refused', reason: refusalText(response) }];
    }
    if (!this.resuming.has(response.request_seq)) return [];
    const threadId = this.resuming.get(response.request_seq);
    this.resuming.delete(response.request_seq);
    if (!response.success) return [];
    const parsed = v.safeParse(continuedBody, response.body ?? {});
    const all = response.command === 'continue' && (!parsed.success || parsed.output.allThreadsContinued);
    return this.stopped.continued(threadId, all) ? [{ kind: 'continued' }] : [];
  }

  /** Some adapters tell the stop behind a step before they answer the step: that answer no longer means anything. */
  private forgetResuming(stoppedThreadId: number | undefined): void {
    for (const [seq, threadId] of this.resuming) {
      if (stoppedThreadId === undefined || threadId === undefined || threadId === stoppedThreadId) {
        this.resuming.delete(seq);
      }
    }
  }

  private onEvent(event: DapEvent): readonly DapFact[] {
    const body = event.body ?? {};
    switch (event.event) {
      case 'process':
        return processEventFacts(body);
      case 'processid':
        return this.type === 'java' ? javaProcessFacts(body) : [];
      case 'stopped': {
        const parsed = v.safeParse(threadsBody, body);
        if (!parsed.success) return [];
        this.forgetResuming(parsed.output.threadId);
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
        return parsed.success ? [{ kind: 'exited', ...parsed.output }] : [];
      }
      case 'terminated':
        this.ended = true;
        return [{ kind: 'terminated' }];
      case 'output':
        if (this.type === 'pwa-node') return nodeExitFacts(body);
        return this.type === 'lldb' ? codelldbOutputFacts(body) : [];
      default:
        return [];
    }
  }
}

function requestedFact(request: 'launch' | 'attach', args: unknown): DapFact {
  const parsed = v.safeParse(startArguments, args ?? {});
  const noDebug = parsed.success && parsed.output.noDebug === true;
  if (request === 'launch') {
    const marker = markerOf(args);
    return { kind: 'requested', request, noDebug, ...(marker === undefined ? {} : { marker }) };
  }
  const pid = attachPid(args);
  return { kind: 'requested', request, noDebug, ...(pid === undefined ? {} : { attachPid: pid }) };
}
