/** The series that programs may name in one window: a hostile one could make up any number. */
export class NamedSeries {
  private readonly names = new Set<string>();

  /** `most` is how many there may be. */
  constructor(private readonly most = MOST_NAMED_SERIES) {}

  /** Whether a series may be kept: one that is known, or a new one for which there is room. */
  mayName(series: string): boolean {
    if (this.names.has(series)) return true;
    if (this.names.size >= this.most) return false;
    this.names.add(series);
    return true;
  }
}

const MOST_NAMED_SERIES = 1_000;
