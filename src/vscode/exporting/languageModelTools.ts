import * as v from 'valibot';
import * as vscode from 'vscode';
import { alertsAnswer, metricsAnswer, sessionsAnswer } from '../../exporting/text/toolAnswers';
import type { MonitorHub } from '../../monitoring/monitorHub';
import type { Clock } from '../../shared/clock';
import { processKey } from '../../shared/sample';
import type { Session } from '../../shared/state';
import { Owner } from '../disposables';
import { alertsInput, listInput, metricsInput, TOOLS, type MetricsInput } from './toolInputs';

/**
 * Answers VS Code's own language models about what is monitored. They only read: names, states and figures, no command
 * lines and no output of programs. What they ask wrongly is answered with what is right.
 */
export class LanguageModelTools extends Owner {
  constructor(
    private readonly hub: MonitorHub,
    private readonly clock: Clock,
  ) {
    super();
    this.tool(TOOLS.listSessions, listInput, () => sessionsAnswer(this.sessions(), clock.nowMs()));
    this.tool(TOOLS.metrics, metricsInput, (input) =>
      this.about(input.session, (session) => this.metrics(session, input)),
    );
    this.tool(TOOLS.alerts, alertsInput, ({ session: named }) =>
      this.about(named, (session) => alertsAnswer(session, clock.nowMs())),
    );
  }

  private tool<T>(name: string, schema: v.GenericSchema<unknown, T>, answer: (input: T) => string): void {
    // Forks of the editor, and builds without chat, have no such tools.
    const { lm } = vscode as Partial<Pick<typeof vscode, 'lm'>>;
    if (typeof lm?.registerTool !== 'function') return;
    const invoke = ({ input }: vscode.LanguageModelToolInvocationOptions<unknown>): vscode.LanguageModelToolResult => {
      const parsed = v.safeParse(schema, input);
      const text = parsed.success ? answer(parsed.output) : problemText(parsed.issues);
      return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
    };
    this.register(lm.registerTool(name, { invoke }));
  }

  /** Oldest first, those of earlier times that are open before those of this window. */
  private sessions(): readonly Session[] {
    return [...this.hub.pastSessions(), ...this.hub.sessions()];
  }

  /** The answer about the session of that id or name, the newest of several; without either about the newest. */
  private about(named: string | undefined, answer: (session: Session) => string): string {
    const sessions = this.sessions();
    const session = sessions.findLast(({ id, name }) => named === undefined || id === named || name === named);
    if (session !== undefined) return answer(session);
    return named === undefined
      ? sessionsAnswer([], 0)
      : `There is no session "${named}". Ask ${TOOLS.listSessions} first.`;
  }

  private metrics(session: Session, { metrics, pid, lastMinutes, fromMinute, toMinute }: MetricsInput): string {
    const store = this.hub.storeOf(session.id);
    const process = session.processes.findLast((candidate) => candidate.pid === pid);
    if (pid !== undefined && process === undefined) return `${session.name} has no process with the pid ${pid}.`;
    if (store === undefined) return `The values of ${session.name} are no longer kept.`;
    const endMs = session.endedAtMs ?? this.clock.nowMs();
    const startMs = fromMinute === undefined ? -Infinity : session.startedAtMs + fromMinute * 60_000;
    return metricsAnswer(session, store, {
      ...(metrics === undefined ? {} : { metrics }),
      ...(process === undefined ? {} : { process: processKey(process) }),
      fromMs: lastMinutes === undefined ? startMs : Math.max(startMs, endMs - lastMinutes * 60_000),
      toMs: toMinute === undefined ? Infinity : session.startedAtMs + toMinute * 60_000,
    });
  }
}

function problemText(issues: readonly v.BaseIssue<unknown>[]): string {
  const problems = issues.slice(0, 3).map((issue) => `${v.getDotPath(issue) ?? 'input'}: ${issue.message}`);
  return `The input is not valid. ${problems.join('. ').slice(0, 1_000)}`;
}
