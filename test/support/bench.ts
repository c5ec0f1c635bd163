import { seededRandom } from './seededRandom';

/**
 * Measures two ways of doing one thing side by side: each round runs both, and which one comes first alternates, so that
 * whatever else the machine does strikes both alike. `a` and `b` return the figure that they measured. A few rounds go
 * before and are not counted, until the code is warm.
 */
export async function paired(a: Measurement, b: Measurement, { rounds, warmUp = 2 }: PairedOptions): Promise<Paired> {
  const figures: { a: number; b: number }[] = [];
  for (let round = -warmUp; round < rounds; round++) {
    const figure = round % 2 === 0 ? await inOrder(a, b) : swap(await inOrder(b, a));
    if (round >= 0) figures.push(figure);
  }
  return {
    a: spreadOf(figures.map((figure) => figure.a)),
    b: spreadOf(figures.map((figure) => figure.b)),
    ratio: spreadOf(figures.map((figure) => figure.a / figure.b)),
  };
}

/** One short burst; returns its figure, the higher the more. */
export type Measurement = () => number | Promise<number>;

export interface PairedOptions {
  readonly rounds: number;
  readonly warmUp?: number;
}

/** The median of several figures and the distance between their quartiles. */
export interface Spread {
  readonly median: number;
  readonly iqr: number;
}

/** The figures of both, and the ratio of a to b, taken round by round. */
export interface Paired {
  readonly a: Spread;
  readonly b: Spread;
  readonly ratio: Spread;
}

/** One figure of a benchmark; `spread` is the distance between the quartiles, 0 for what was measured once. */
export interface BenchRow {
  readonly label: string;
  readonly metric: string;
  readonly median: number;
  readonly spread: number;
  readonly unit: string;
}

/** What a benchmark returns from its exported `run(args)`. */
export interface BenchResult {
  readonly name: string;
  readonly rows: readonly BenchRow[];
  /** What the figures say, in a sentence or two. */
  readonly summary: string;
}

/** A result as a table for people, followed by one line of JSON for each row. */
export function benchText({ name, rows, summary }: BenchResult): string {
  const cells = [
    ['', 'metric', 'median', 'IQR', 'unit'],
    ...rows.map(({ label, metric, median, spread, unit }) => [
      label,
      metric,
      figureText(median),
      figureText(spread),
      unit,
    ]),
  ];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const table = cells.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const lines = rows.map((row) => JSON.stringify({ bench: name, ...row }));
  return [name, ...table, summary, ...lines, ''].join('\n');
}

/** Median and interquartile range, by linear interpolation; NaN for no figures. */
export function spreadOf(figures: readonly number[]): Spread {
  const sorted = figures.toSorted((x, y) => x - y);
  const at = (probability: number): number => {
    const position = (sorted.length - 1) * probability;
    const low = sorted[Math.floor(position)] ?? NaN;
    return low + ((sorted[Math.ceil(position)] ?? NaN) - low) * (position % 1);
  };
  return { median: at(0.5), iqr: at(0.75) - at(0.25) };
}

/** A row of so many figures of one thing. */
export function rowOf(label: string, metric: string, figures: readonly number[], unit: string): BenchRow {
  const { median, iqr } = spreadOf(figures);
  return { label, metric, median, spread: iqr, unit };
}

/**
 * Where the median lies with 95 % certainty: between two of the figures in their order, as the binomial distribution has
 * it in its normal approximation, whatever their own distribution. NaN for fewer than ten figures.
 */
export function medianInterval(figures: readonly number[]): { readonly low: number; readonly high: number } {
  if (figures.length < 10) return { low: NaN, high: NaN };
  const sorted = figures.toSorted((x, y) => x - y);
  const rank = Math.floor((sorted.length - 1.96 * Math.sqrt(sorted.length)) / 2) - 1;
  return { low: sorted[rank] ?? NaN, high: sorted[sorted.length - 1 - rank] ?? NaN };
}

/**
 * How far a statistic of such figures may be relied on: the distance between the quartiles of what it is for figures that
 * are drawn anew from them, with replacement (the bootstrap: B. Efron, "Bootstrap methods: another look at the jackknife",
 * The Annals of Statistics 7, 1979). The same figures give the same distance; NaN for none.
 */
export function bootstrapIqr(figures: readonly number[], statistic: (figures: readonly number[]) => number): number {
  const random = seededRandom(1);
  const draw = (): number => figures[Math.floor(random() * figures.length)] ?? NaN;
  return spreadOf(Array.from({ length: DRAWS }, () => statistic(figures.map(draw)))).iqr;
}

const DRAWS = 400;

async function inOrder(first: Measurement, second: Measurement): Promise<{ a: number; b: number }> {
  const a = await first();
  return { a, b: await second() };
}

function swap({ a, b }: { a: number; b: number }): { a: number; b: number } {
  return { a: b, b: a };
}

function figureText(figure: number): string {
  const digits = Math.abs(figure) >= 100 ? 0 : 3;
  return figure.toLocaleString('en-US', { maximumFractionDigits: digits });
}
