import type { RuleEvent } from '../shared/alertRuleSettings';
import type { Alert } from '../shared/state';
import type { EventRule } from './alertRule';

interface Standing {
  readonly rule: EventRule;
  readonly alert: Alert;
}

/** Alerts about something that goes on: they stand from its beginning to its end. */
export class StandingEvents {
  private readonly standing = new Map<string, Standing>();

  /** The alerts that stand, in the order in which they began. */
  alerts(): readonly Alert[] {
    return [...this.standing.values()].map(({ alert }) => alert);
  }

  /** Something begins; undefined where the rule has an alert about it already. */
  begin(rule: EventRule, alert: Alert): Standing | undefined {
    if (this.standing.has(rule.name)) return undefined;
    const begun = { rule, alert };
    this.standing.set(rule.name, begun);
    return begun;
  }

  /** What is no longer to stand, as it was: of an event, or of whatever rules are named. */
  end(isOver: (rule: EventRule) => boolean): readonly Standing[] {
    const over = [...this.standing.values()].filter(({ rule }) => isOver(rule));
    for (const { rule } of over) this.standing.delete(rule.name);
    return over;
  }
}

/** Whether a rule is about an event. */
export function isAbout(event: RuleEvent): (rule: EventRule) => boolean {
  return (rule) => rule.event === event;
}
