import type { Outcome, RequestFigures } from '../shared/agentFrames';
import { CountedValues } from './countedValues';

/** Counts requests of one direction: how they ended, how long they took, how many are under way. */
export class Requests {
  private active = 0;
  private hasBegun = false;
  private readonly outcomes = new Map<Outcome, number>();
  private readonly seconds = new CountedValues();

  begin(): void {
    this.hasBegun = true;
    this.active += 1;
  }

  /** A request got its answer after so long. */
  answered(status: number, seconds: number): void {
    this.active -= 1;
    this.seconds.add(seconds);
    this.count(outcomeOf(status));
  }

  /** So many requests will not get one. */
  aborted(count = 1): void {
    this.active -= count;
    for (let i = 0; i < count; i++) this.count('aborted');
  }

  /** Since the last call; undefined before the first request of all. */
  take(): RequestFigures | undefined {
    if (!this.hasBegun) return undefined;
    const outcomes = [...this.outcomes];
    this.outcomes.clear();
    return { active: Math.max(0, this.active), outcomes, seconds: this.seconds.take() };
  }

  private count(outcome: Outcome): void {
    this.outcomes.set(outcome, (this.outcomes.get(outcome) ?? 0) + 1);
  }
}

function outcomeOf(status: number): Outcome {
  if (status >= 500) return 'server_error';
  return status >= 400 ? 'client_error' : 'success';
}
