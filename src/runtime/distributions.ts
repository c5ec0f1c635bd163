import type { RequestFigures, TickFrame } from '../shared/agentFrames';
import type { MetricName } from '../shared/metrics';
import type { Reading } from '../shared/sample';
import { applicationAttributes } from './increases';
import { Counts } from './counts';

const SHARES = [0.5, 0.95, 0.99] as const;

/** What the values of all threads' frames are like together: response times, the error rate, the program's histograms. */
export function distributionsOf(frames: readonly TickFrame[]): readonly Reading[] {
  const served = frames.flatMap((frame) => frame.served ?? []);
  const sent = frames.flatMap((frame) => frame.sent ?? []);
  const [p50, p95, p99] = quantilesOf(served);
  return [
    ...reading('http.server.request.duration.p50', p50),
    ...reading('http.server.request.duration.p95', p95),
    ...reading('http.server.request.duration.p99', p99),
    ...reading('http.server.request.error_ratio', errorRatio(served)),
    ...reading('http.client.request.duration.p95', quantilesOf(sent)[1]),
    ...reading('http.client.request.error_ratio', errorRatio(sent)),
    ...applicationDistributions(frames),
  ];
}

function quantilesOf(figures: readonly RequestFigures[]): readonly number[] {
  const counts = new Counts();
  for (const { seconds } of figures) counts.add(seconds);
  return counts.quantiles(SHARES);
}

/** Undefined where no request ended. */
function errorRatio(figures: readonly RequestFigures[]): number | undefined {
  let all = 0;
  let errors = 0;
  for (const [outcome, count] of figures.flatMap(({ outcomes }) => outcomes)) {
    all += count;
    if (outcome === 'server_error' || outcome === 'aborted') errors += count;
  }
  return all === 0 ? undefined : errors / all;
}

function applicationDistributions(frames: readonly TickFrame[]): readonly Reading[] {
  const byAttributes = new Map<
    string,
    { readonly series: TickFrame['application'][number]; readonly counts: Counts }
  >();
  for (const series of frames.flatMap(({ application }) => application)) {
    if (series.type !== 'histogram') continue;
    const key = applicationAttributes(series);
    const known = byAttributes.get(key) ?? { series, counts: new Counts() };
    known.counts.add(series.values);
    byAttributes.set(key, known);
  }
  return [...byAttributes.values()].flatMap(({ series, counts }) =>
    counts.quantiles(SHARES).map((value, i) => ({
      metric: 'app.distribution' as const,
      attributes: applicationAttributes(series, { quantile: String(SHARES[i]) }),
      value,
    })),
  );
}

/** A list of one reading, or of none where there is no value. */
function reading(metric: MetricName, value: number | undefined): readonly Reading[] {
  return value === undefined ? [] : [{ metric, attributes: '', value }];
}
