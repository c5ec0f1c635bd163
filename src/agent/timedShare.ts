/** So many between two takes are timed one and all: few programs have more in a second. */
const ALL_UP_TO = 1_000;
/** Of those beyond, one in so many is. */
const THEN_ONE_IN = 8;

/**
 * Chooses the requests that are timed. Two looks at the clock cost more than all else that is done for a request, and
 * percentiles of a hundred thousand durations are those of ten thousand of them, picked without regard to what they are:
 * the distance from one to the next varies, so that a program that does the same things in turns is not seen from one side.
 */
export class TimedShare {
  private left = ALL_UP_TO;
  private toPassBy = 0;
  private passedBy = 0;
  /** Ours alone: `Math.random` may be seeded, and the program would see that somebody else draws from it. */
  private random = 1;

  /**
   * For how many the request stands that begins now: itself and those that were passed by before it; 0 where it is passed
   * by itself. Settled when it begins: among those that end, the slow ones of a busy moment come when it is over.
   */
  next(): number {
    if (this.toPassBy > 0) {
      this.toPassBy -= 1;
      this.passedBy += 1;
      return 0;
    }
    const weight = 1 + this.passedBy;
    this.passedBy = 0;
    if (this.left > 0) this.left -= 1;
    else this.toPassBy = this.drawn();
    return weight;
  }

  /** Begins anew; for those that were passed by last, nothing stands. */
  take(): void {
    this.left = ALL_UP_TO;
    this.toPassBy = 0;
    this.passedBy = 0;
  }

  /** How many to pass by: 0 to 14, 7 on average; from the upper bits of Park and Miller's generator. */
  private drawn(): number {
    this.random = (this.random * 48_271) % 2_147_483_647;
    return Math.floor((this.random / 2_147_483_647) * (2 * THEN_ONE_IN - 1));
  }
}
