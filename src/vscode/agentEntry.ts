import * as vscode from 'vscode';
import { entryExpression, lacksAgent, readEntry } from '../launching/agentEntry';
import type { AgentAccess } from '../launching/agentInjection';
import type { DapFact } from '../launching/dapFacts';
import type { DebugSessionFacts } from '../launching/runInput';
import { isNodeType } from '../launching/targets/jsDebug';
import type { Clock } from '../shared/clock';
import { evaluateIn } from './debugRequests';
import { rootOf, type DebugSessionListener } from './debugSessions';
import { Owner } from './disposables';

export interface AgentEntryPorts {
  readonly clock: Clock;
  /** The debug sessions that can be asked, by id. */
  readonly sessions: ReadonlyMap<string, vscode.DebugSession>;
  /** Whether a person wants agents in programs. */
  isWanted(): boolean;
  /** What a program needs to report to this window; undefined where it cannot. */
  access(): Promise<AgentAccess | undefined>;
  log(text: string): void;
}

/** A debugger that has only just begun may refuse; it is asked again. */
const MOST_ATTEMPTS = 3;
const ATTEMPT_EVERY_MS = 2_000;

/**
 * Has programs that were started without the agent take it in through their debugger: attached ones, and those of a debug
 * terminal. Asks in trusted workspaces only, and never while a debugger holds the program.
 */
export class AgentEntry extends Owner implements Partial<DebugSessionListener> {
  /** How often each session may still be asked. */
  private readonly attemptsLeft = new Map<string, number>();
  private readonly held = new Set<string>();
  /** What ends the wait for the next attempt. */
  private readonly cancels = new Map<string, () => void>();

  constructor(private readonly ports: AgentEntryPorts) {
    super();
    this.register({
      dispose: () => {
        for (const cancel of this.cancels.values()) cancel();
      },
    });
  }

  /** Lets the agent into the program behind a session, and into its worker threads, which have sessions below it. */
  enter(sessionId: string): void {
    const session = this.ports.sessions.get(sessionId);
    if (session === undefined || this.attemptsLeft.has(sessionId) || !canBeEntered(session)) return;
    this.attemptsLeft.set(sessionId, MOST_ATTEMPTS);
    this.ask(session);
    for (const below of this.ports.sessions.values()) if (below.parentSession === session) this.enter(below.id);
  }

  onStarted({ id }: DebugSessionFacts): void {
    const above = this.ports.sessions.get(id)?.parentSession;
    if (above !== undefined && this.attemptsLeft.has(above.id)) this.enter(id);
  }

  onFact(sessionId: string, { kind }: DapFact): void {
    if (kind === 'paused') this.held.add(sessionId);
    if (kind !== 'continued' || !this.held.delete(sessionId)) return;
    const session = this.ports.sessions.get(sessionId);
    if (session !== undefined) this.ask(session);
  }

  onEnded(sessionId: string): void {
    this.attemptsLeft.delete(sessionId);
    this.held.delete(sessionId);
    this.cancels.get(sessionId)?.();
    this.cancels.delete(sessionId);
  }

  private ask(session: vscode.DebugSession): void {
    const left = this.attemptsLeft.get(session.id) ?? 0;
    if (left === 0 || this.held.has(session.id)) return;
    if (!vscode.workspace.isTrusted || !this.ports.isWanted()) return;
    this.attemptsLeft.set(session.id, left - 1);
    this.askOnce(session).then(
      (isAnswered) => {
        if (isAnswered) this.settle(session.id);
        else this.askLater(session);
      },
      (error: unknown) => {
        this.settle(session.id);
        this.ports.log(`${session.name}: the program will not report from inside: ${String(error)}`);
      },
    );
  }

  /** Returns whether the program has answered. */
  private async askOnce(session: vscode.DebugSession): Promise<boolean> {
    const access = await this.ports.access();
    if (access === undefined) return true;
    const answer = readEntry(await evaluateIn(session, entryExpression(access)));
    switch (answer?.kind) {
      case undefined:
        return false;
      case 'entered':
        this.ports.log(`${session.name}: the program reports from inside`);
        return true;
      case 'present':
        return true;
      case 'refused':
        this.ports.log(`${session.name}: the program will not report from inside: ${answer.reason}`);
        return true;
    }
  }

  private askLater(session: vscode.DebugSession): void {
    const cancel = this.ports.clock.schedule(ATTEMPT_EVERY_MS, () => {
      this.ask(session);
    });
    this.cancels.set(session.id, cancel);
  }

  private settle(sessionId: string): void {
    if (this.attemptsLeft.has(sessionId)) this.attemptsLeft.set(sessionId, 0);
  }
}

/** js-debug's root session answers nothing; each process and each worker thread has a session below it. */
function canBeEntered(session: vscode.DebugSession): boolean {
  const { configuration } = rootOf(session);
  return session.parentSession !== undefined && isNodeType(session.type) && lacksAgent(configuration);
}
