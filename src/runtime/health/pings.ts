import { firstOf, type ProbeAnswer } from './probe';

/** What is asked, for people. */
export const PING_CHECK = 'the event loop';

/** The questions to one thread of a program whose answers are still to come. */
export class Pings {
  private waiting: readonly (() => void)[] = [];

  constructor(private readonly send: () => void) {}

  /** Asks; the next answer counts, even to an earlier question, for it shows that the event loop goes round. */
  ask(cancelled: AbortSignal): Promise<ProbeAnswer> {
    return firstOf(cancelled, (settle) => {
      const answer = (): void => {
        settle({ kind: 'answered' });
      };
      this.waiting = [...this.waiting, answer];
      this.send();
      return () => {
        this.waiting = this.waiting.filter((one) => one !== answer);
      };
    });
  }

  /** An answer has come. */
  answered(): void {
    for (const answer of this.waiting) answer();
  }
}
