import * as vscode from 'vscode';
import { DapConversation } from '../launching/dapConversation';
import type { DapFact } from '../launching/dapFacts';
import { monitoredStartOf } from '../launching/monitoredStart';
import { remoteAddress } from '../launching/remoteAddress';
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
    private readonly listeners: readonly Partial<DebugSessionListener>[],
    private readonly live: Map<string, vscode.DebugSession>,
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
        for (const listener of listeners) listener.onStarted?.(factsOf(session));
      }),
    );
    this.register(
      vscode.debug.onDidTerminateDebugSession((session) => {
        live.delete(session.id);
        for (const listener of listeners) listener.onEnded?.(session.id);
      }),
    );
  }

  private track(session: vscode.DebugSession): vscode.DebugAdapterTracker {
    const { listeners } = this;
    let conversation = new DapConversation(session.type);
    const tell = (facts: readonly DapFact[]): void => {
      for (const fact of facts) for (const listener of listeners) listener.onFact?.(session.id, fact);
    };
    return {
      onWillStartSession: () => {
        conversation = new DapConversation(session.type);
        for (const listener of listeners) listener.onStarting?.(factsOf(session), rootOf(session).id);
      },
      onWillStopSession: () => {
        // The editor tells the end of those only that it has told to have started.
        if (!this.live.has(session.id)) for (const listener of listeners) listener.onEnded?.(session.id);
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

/** The session at the root of the tree to which a debug session belongs. */
export function rootOf(session: vscode.DebugSession): vscode.DebugSession {
  return session.parentSession === undefined ? session : rootOf(session.parentSession);
}

function factsOf(session: vscode.DebugSession): DebugSessionFacts {
  const address = remoteAddress(rootOf(session).configuration);
  const monitored = monitoredStartOf(rootOf(session).configuration);
  const workspaceFolder = rootOf(session).workspaceFolder?.uri.toString();
  return {
    id: session.id,
    name: session.name,
    type: session.type,
    isRoot: session.parentSession === undefined,
    ...(workspaceFolder === undefined ? {} : { workspaceFolder }),
    ...(address === undefined ? {} : { remoteAddress: address }),
    ...(monitored === undefined ? {} : { monitored }),
  };
}
