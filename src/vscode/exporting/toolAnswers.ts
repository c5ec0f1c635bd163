import * as v from 'valibot';
import { alertsAnswer, metricsAnswer, sessionsAnswer } from '../../exporting/text/toolAnswers';
import type { MonitorHub } from '../../monitoring/monitorHub';
import type { Clock } from '../../shared/clock';
import { processKey } from '../../shared/sample';
import type { Session } from '../../shared/state';
import { alertsInput, listInput, metricsInput, type MetricsInput } from './toolInputs';
import { TOOLS, type ToolName } from './toolNames';

/**
 * What is said to language models that ask what is monitored: names, states and figures, no command lines and no output of
 * programs. What they ask wrongly is answered with what is right.
 */
export class ToolAnswers {
  constructor(
    private readonly hub: MonitorHub,
    private readonly clock: Clock,
  ) {}

  /** The answer of a tool; `input` is what a language model made up, and not trusted. */
  answer(tool: ToolName, input: unknown): string {
    switch (tool) {
      case TOOLS.listSessions:
        return answered(listInput, input, () => sessionsAnswer(this.sessions(), this.clock.nowMs()));
      case TOOLS.metrics:
        return answered(metricsInput, input, (asked) =>
          this.about(asked.session, (session) => this.metrics(session, asked)),
        );
      case TOOLS.alerts:
        return answered(alertsInput, input, ({ session: named }) =>
          this.about(named, (session) => alertsAnswer(session, this.clock.nowMs())),
        );
    }
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

function answered<T>(schema: v.GenericSchema<unknown, T>, input: unknown, answer: (input: T) => string): string {
  const parsed = v.safeParse(schema, input);
  return parsed.success ? answer(parsed.output) : problemText(parsed.issues);
}

function problemText(issues: readonly v.BaseIssue<unknown>[]): string {
  const problems = issues.slice(0, 3).map((issue) => `${v.getDotPath(issue) ?? 'input'}: ${issue.message}`);
  return `The input is not valid. ${problems.join('. ').slice(0, 1_000)}`;
}
