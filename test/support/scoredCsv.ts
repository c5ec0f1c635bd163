import { ANOMALY_SCORE } from '../../src/detection/detector';
import createDetector from '../../src/detection/standalone';

/** A file with its scores, and what was counted on the way. */
export interface ScoredCsv {
  readonly csv: string;
  readonly samples: number;
  readonly alarms: number;
}

/**
 * A CSV file of (timestamp, value) with a column of anomaly scores added; further columns stay. A first line without a
 * number in its second column is a heading. A line without a value keeps its place and scores 0, as a gap. The first
 * 15 % of the values, at most 750, are on probation, as in the Numenta Anomaly Benchmark.
 */
export function scoredCsv(csv: string): ScoredCsv {
  const lines = csv.split(/\r?\n/).filter((line) => line.trim() !== '');
  const hasHeading = Number.isNaN(valueOf(lines[0] ?? ''));
  const rows = hasHeading ? lines.slice(1) : lines;
  const detector = createDetector({ probationLength: Math.floor(0.15 * Math.min(rows.length, 5_000)) });
  let alarms = 0;
  const scored = rows.map((line) => {
    const score = detector.handle(valueOf(line));
    if (score >= ANOMALY_SCORE) alarms += 1;
    return `${line},${score}`;
  });
  const heading = hasHeading ? [`${lines[0] ?? ''},anomaly_score`] : [];
  return { csv: [...heading, ...scored, ''].join('\n'), samples: rows.length, alarms };
}

function valueOf(line: string): number {
  const text = line.split(',')[1]?.trim() ?? '';
  return text === '' ? NaN : Number(text);
}
