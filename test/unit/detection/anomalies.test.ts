import assert from 'node:assert/strict';
import {
  AnomalyWatch,
  type Anomaly,
  type AnomalyFindings,
  type LearntBaselines,
} from '../../../src/detection/anomalies';
import type { MetricName } from '../../../src/shared/metrics';
import { gaussianNoise } from '../../support/gaussianNoise';
import { T0 } from '../../support/rounds';

const MB = 1e6;

/** A watch that is told of a metric second by second. */
class Told {
  readonly watch: AnomalyWatch;
  readonly marked: Anomaly[] = [];
  readonly lasting: (Anomaly & { readonly second: number })[] = [];
  private second = 0;

  constructor(learnt?: LearntBaselines) {
    this.watch = new AnomalyWatch('envelope', learnt);
  }

  values(seconds: number, curve: (second: number) => number, metric: MetricName = 'process.memory.usage'): this {
    for (let i = 0; i < seconds; i++, this.second++) {
      const found: AnomalyFindings = this.watch.value(metric, T0 + this.second * 1000, curve(i));
      if (found.marked !== undefined) this.marked.push(found.marked);
      if (found.lasting !== undefined) this.lasting.push({ ...found.lasting, second: this.second });
    }
    return this;
  }
}

function noisy(level: number, seed = 1): () => number {
  const noise = gaussianNoise(seed);
  return () => (level + noise()) * MB;
}

describe('anomalies of a run', () => {
  it('are told when they last 10 s, once for each metric', () => {
    const told = new Told().values(200, noisy(100)).values(60, noisy(300));
    assert.equal(told.marked[0]?.timeMs, T0 + 200_000);
    assert.ok(Math.abs(told.marked[0].usual - 100 * MB) < MB);
    assert.deepEqual(
      told.lasting.map(({ second, timeMs }) => [second, timeMs]),
      [[210, T0 + 200_000]],
    );
    told.values(300, noisy(100)).values(60, noisy(2_000));
    assert.equal(told.lasting.length, 1);
  });

  it('are only marked when they pass', () => {
    const told = new Told().values(200, noisy(100)).values(1, noisy(900)).values(60, noisy(100));
    assert.equal(told.marked.length, 1);
    assert.deepEqual(told.lasting, []);
  });

  it('are none where the difference is nothing to care for, however steady the series was', () => {
    const told = new Told().values(200, () => 100 * MB).values(60, () => 120 * MB);
    told.values(200, () => 9, 'process.thread.count').values(60, () => 12, 'process.thread.count');
    assert.deepEqual(told.marked, []);
  });

  it('are looked for only where the catalogue says so', () => {
    const told = new Told().values(200, () => 1, 'process.uptime').values(60, () => 1e9, 'process.uptime');
    assert.deepEqual(told.marked, []);
    assert.equal(told.watch.samplesToLearn, 0);
  });

  it('are not confirmed across an interruption', () => {
    const told = new Told().values(200, noisy(100)).values(3, noisy(300));
    told.watch.interrupt();
    assert.deepEqual(told.values(60, noisy(300)).lasting, []);
  });

  it('are not to be had while the detector learns, unless another run has', () => {
    const first = new Told().values(60, noisy(100));
    assert.equal(first.watch.samplesToLearn, 40);
    first.values(340, noisy(100));
    assert.equal(first.watch.samplesToLearn, 0);
    assert.deepEqual(new Told().values(50, noisy(100)).values(30, noisy(300)).marked, []);
    const learnt = JSON.parse(JSON.stringify(first.watch.save())) as LearntBaselines;
    const second = new Told(learnt).values(50, noisy(100, 2)).values(30, noisy(300));
    assert.equal(second.lasting.length, 1);
  });

  it('are to be had as soon as one metric can be judged: others may come late, or seldom', () => {
    const told = new Told().values(60, noisy(100)).values(1, () => 0.02, 'http.server.request.duration.p95');
    assert.equal(told.watch.samplesToLearn, 40);
    assert.equal(told.values(40, noisy(100)).watch.samplesToLearn, 0);
  });

  it('keep what was learnt of metrics that this run did not have', () => {
    const learnt = new Told().values(200, noisy(100)).watch.save();
    assert.deepEqual(new AnomalyWatch('envelope', learnt).save(), learnt);
  });

  it('are found by the z-score as well, where it is chosen', () => {
    const watch = new AnomalyWatch('zScore');
    const curve = noisy(100);
    for (let i = 0; i < 30; i++) watch.value('process.memory.usage', T0 + i * 1000, curve());
    assert.notEqual(watch.value('process.memory.usage', T0 + 30_000, 500 * MB).marked, undefined);
    assert.deepEqual(watch.save(), {});
  });
});
