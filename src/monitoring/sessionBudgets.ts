import { budgetText, judgeBudget } from '../budgets/judgeBudget';
import type { Budget } from '../budgets/parseBudget';
import type { SessionStore } from '../series/sessionStore';
import type { BudgetStatus, Session } from '../shared/state';
import { FirstAnswer } from './firstAnswer';
import type { Note } from './sessionProcesses';

/** Budgets are judged over the whole run, which costs: no more often than this. */
const JUDGE_EVERY_MS = 5_000;

/** The budgets of one session and how it keeps them: judged while it runs, and for good at its end. */
export class SessionBudgets {
  private budgets: readonly Budget[] = [];
  private statuses: readonly BudgetStatus[] | undefined;
  private judgedMs = -Infinity;
  private isFinal = false;
  /** When the program first answered is a limit as well. */
  readonly firstAnswer: FirstAnswer;

  constructor(
    private readonly store: SessionStore,
    startedAtMs: number,
    private readonly note: Note,
  ) {
    this.firstAnswer = new FirstAnswer(store, startedAtMs);
  }

  /** Holds the session to other budgets from now on. */
  set(budgets: readonly Budget[]): void {
    this.budgets = budgets;
    this.judgedMs = -Infinity;
    this.isFinal = false;
    this.judge();
  }

  /** Judges where that is due. A budget that is newly broken stands among the session's events. */
  tick(timeMs: number, isOver: boolean): void {
    if (this.budgets.length === 0 || (isOver ? this.isFinal : timeMs - this.judgedMs < JUDGE_EVERY_MS)) return;
    this.judgedMs = timeMs;
    this.isFinal = isOver;
    const before = this.statuses;
    this.judge();
    this.statuses?.forEach(({ verdict, text }, i) => {
      if (verdict === 'broken' && before?.[i]?.verdict !== 'broken') this.note('budgetBroken', timeMs, text);
    });
  }

  /** How it keeps them, in the order of the settings; the same list until something of it changes. Absent without any. */
  view(): Pick<Session, 'budgets'> {
    return this.statuses === undefined ? {} : { budgets: this.statuses };
  }

  private judge(): void {
    const statuses = this.budgets.map((budget) => {
      const verdict = judgeBudget(budget, this.store);
      return { verdict: verdict.kind, text: budgetText(budget, verdict) };
    });
    if (JSON.stringify(statuses) === JSON.stringify(this.statuses ?? [])) return;
    this.statuses = statuses.length === 0 ? undefined : statuses;
  }
}
