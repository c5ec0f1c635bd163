import { OUTCOMES, type Outcome, type RequestFigures } from '../shared/agentFrames';
import { CountedValues } from './countedValues';

/** Counts requests of one direction: how they ended, how long they took, how many are under way. */
export class Requests {
  private active = 0;
  private hasBegun = false;
  private readonly outcomes: Record<Outcome, number> = { success: 0, client_error: 0, server_error: 0, aborted: 0 };
  private readonly seconds = new CountedValues();

  begin(): void {
    this.hasBegun = true;
    this.active += 1;
  }

  /** A request got its answer. */
  answered(status: number): void {
    this.active -= 1;
    if (status < 400) this.outcomes.success += 1;
    else if (status < 500) this.outcomes.client_error += 1;
    else this.outcomes.server_error += 1;
  }

  /** One that was answered took so long; it stands for so many. */
  took(seconds: number, weight = 1): void {
    this.seconds.add(seconds, weight);
  }

  /** So many requests will not get one. */
  aborted(count = 1): void {
    this.active -= count;
    this.outcomes.aborted += count;
  }

  /** Since the last call; undefined before the first request of all. */
  take(): RequestFigures | undefined {
    if (!this.hasBegun) return undefined;
    const outcomes = OUTCOMES.map((outcome) => [outcome, this.outcomes[outcome]] as const).filter(
      ([, count]) => count > 0,
    );
    for (const outcome of OUTCOMES) this.outcomes[outcome] = 0;
    return { active: Math.max(0, this.active), outcomes, seconds: this.seconds.take() };
  }
}
