import { readSampleLine, type ExposedSample } from './readSampleLine';

/** What a page of metrics says, family by family, in its order. */
export interface Exposition {
  readonly families: readonly ExposedFamily[];
  /** Lines that are not in order, and samples beyond the bounds. */
  readonly dropped: number;
  /** What is wrong with the first line that is not in order, with its number; absent where all are. */
  readonly problem?: string;
}

/** The samples of one metric. Of an OpenMetrics counter the name goes without `_total`. */
export interface ExposedFamily {
  readonly name: string;
  readonly type: FamilyType;
  readonly samples: readonly ExposedSample[];
}

const TYPES = [
  ...['counter', 'gauge', 'histogram', 'summary', 'untyped'],
  ...['unknown', 'info', 'stateset', 'gaugehistogram'],
] as const;
export type FamilyType = (typeof TYPES)[number];

/** More samples than this are counted, not read: the editor has other things to do. */
export const MOST_SAMPLES = 10_000;

/**
 * Reads a page in Prometheus's text format 0.0.4 or in OpenMetrics 1.0. A line that is not in order is left out and
 * counted, and so is what comes after the first `MOST_SAMPLES` samples, and after `# EOF`. Timestamps, exemplars, units
 * and help are passed over. Any text is taken without an error. Sources: "Exposition formats" of Prometheus's
 * documentation, OpenMetrics 1.0.
 */
export function parseExposition(text: string): Exposition {
  const families = new Families();
  let samples = 0;
  let dropped = 0;
  let problem: string | undefined;
  let number = 0;
  for (const line of linesOf(text)) {
    number += 1;
    if (line === '# EOF') break;
    if (line === '') continue;
    if (line.startsWith('#')) {
      families.describe(line);
      continue;
    }
    const mayRead = samples < MOST_SAMPLES && line.length <= LONGEST_LINE;
    const sample = mayRead ? readSampleLine(line) : undefined;
    if (sample === undefined) {
      dropped += 1;
      if (samples < MOST_SAMPLES) problem ??= `Line ${number} is no sample: ${line.slice(0, LONGEST_QUOTE)}`;
      continue;
    }
    samples += 1;
    families.add(sample);
  }
  return { families: families.all(), dropped, ...(problem === undefined ? {} : { problem }) };
}

const LONGEST_QUOTE = 80;
const LONGEST_LINE = 16_384;

/** One line after another, without a list of all: a page may be nothing but line ends. */
function* linesOf(text: string): Generator<string> {
  let from = 0;
  while (from < text.length) {
    const end = text.indexOf('\n', from);
    const to = end === -1 ? text.length : end;
    yield text.slice(from, to).trim();
    from = to + 1;
  }
}

interface GrowingFamily extends ExposedFamily {
  readonly samples: ExposedSample[];
}

/** What the samples of a family of a type may be called besides it. */
const SUFFIXES: Readonly<Record<FamilyType, readonly string[]>> = {
  counter: ['_total', '_created'],
  gauge: [],
  histogram: ['_bucket', '_count', '_sum', '_created'],
  summary: ['_count', '_sum', '_created'],
  untyped: [],
  unknown: [],
  info: ['_info'],
  stateset: [],
  gaugehistogram: ['_bucket', '_gcount', '_gsum'],
};

class Families {
  private readonly byName = new Map<string, GrowingFamily>();
  /** The family of each name that a sample may have. */
  private readonly bySampleName = new Map<string, GrowingFamily>();

  /** Takes in what a comment says of a family's type; other comments say nothing that is wanted here. */
  describe(line: string): void {
    const [, name, word] = /^#\s+TYPE\s+(\S+)\s+(\S+)$/.exec(line) ?? [];
    const type = TYPES.find((one) => one === word);
    // The first word on a family holds, as long as none of its samples has come.
    if (name !== undefined && type !== undefined && !this.byName.has(name)) this.create(name, type);
  }

  add(sample: ExposedSample): void {
    const family = this.bySampleName.get(sample.name) ?? this.create(sample.name, 'untyped');
    family.samples.push(sample);
  }

  all(): readonly ExposedFamily[] {
    return [...this.byName.values()].filter(({ samples }) => samples.length > 0);
  }

  private create(name: string, type: FamilyType): GrowingFamily {
    const family: GrowingFamily = { name, type, samples: [] };
    this.byName.set(name, family);
    for (const suffix of ['', ...SUFFIXES[type]]) this.bySampleName.set(`${name}${suffix}`, family);
    return family;
  }
}
