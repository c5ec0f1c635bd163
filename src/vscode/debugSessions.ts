import * as vscode from 'vscode';
import { DapConversation } from '../launching/dapConversation';
import type { DapFact } from '../launching/dapFacts';
import type { DebugSessionFacts } from '../launching/runInput';
import { Owner } from './disposables';

/** Takes what debug sessions reveal. */
export interface DebugSessionListener {
  /** A session's adapter is about to start; again with the same id when it restarts. */
  onStarting(session: DebugSessionFacts, rootId: string): void;
  onStarted(session: DebugSessionFacts): void;
  onFact(sessionId: string, fact: DapFact): void;
  onEnded(sessionId: string): void;
}

/** Follows every debug session of every type through its conversation with the adapter, and changes nothing in it. */
export class DebugSessions extends Owner {
  /** `live` is kept filled with the sessions that can be asked, by id. */
  constructor(
    private readonly listener: DebugSessionListener,
    live: Map<string, vscode.DebugSession>,
  ) {
    super();
    this.register(
      vscode.debug.registerDebugAdapterTrackerFactory('*', {
        createDebugAdapterTracker: (session) => this.track(session),
      }),
    );
    this.register(
      vscode.debug.onDidStartDebugSession((session) => {
        live.set(session.id, session);
        listener.onStarted(factsOf(session));
      }),
    );
    this.register(
      vscode.debug.onDidTerminateDebugSession((session) => {
        live.delete(session.id);
        listener.onEnded(session.id);
      }),
    );
  }

  private track(session: vscode.DebugSession): vscode.DebugAdapterTracker {
    const { listener } = this;
    let conversation = new DapConversation(session.type);
    const tell = (facts: readonly DapFact[]): void => {
      for (const fact of facts) listener.onFact(session.id, fact);
    };
    return {
      onWillStartSession: () => {
        conversation = new DapConversation(session.type);
        listener.onStarting(factsOf(session), rootOf(session).id);
      },
      onWillReceiveMessage: (message: unknown) => {
        tell(conversation.received(message));
      },
      onDidSendMessage: (message: unknown) => {
        tell(conversation.sent(message));
      },
    };
  }
}

const EVALUATE_TIMEOUT_MS = 3_000;

/** Evaluates an expression in a debug session that runs or stands; undefined if no answer comes in 3 s. */
export async function evaluateIn(session: vscode.DebugSession, expression: string): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => {
      resolve(undefined);
    }, EVALUATE_TIMEOUT_MS);
  });
  const ask = async (): Promise<string | undefined> => {
    const answer: unknown = await session.customRequest('evaluate', { expression, context: 'repl' });
    return typeof answer === 'object' && answer !== null && 'result' in answer && typeof answer.result === 'string'
      ? answer.result
      : undefined;
  };
  try {
    return await Promise.race([ask(), timeout]);
  } catch {
    // The adapter refused: as good as no answer.
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

/** The session at the root of the tree to which a debug session belongs. */
export function rootOf(session: vscode.DebugSession): vscode.DebugSession {
  return session.parentSession === undefined ? session : rootOf(session.parentSession);
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/i;

function factsOf(session: vscode.DebugSession): DebugSessionFacts {
  const address: unknown = rootOf(session).configuration.address;
  const isRemote = typeof address === 'string' && address !== '' && !LOOPBACK.test(address);
  return {
    id: session.id,
    name: session.name,
    type: session.type,
    isRoot: session.parentSession === undefined,
    ...(isRemote ? { remoteAddress: address } : {}),
  };
}
