import assert from 'node:assert/strict';
import { TreeTotals, type TotalReading } from '../../../src/monitoring/treeTotals';
import type { Round } from '../../../src/shared/sample';
import { processInfo, roundOf, sampleOf, T0 } from '../../support/rounds';

const parent = processInfo(10);
const child = processInfo(11, 10);

const cpu = (seconds: number) => ({ 'process.cpu.time': seconds });
const memory = (bytes: number) => ({ 'process.memory.usage': bytes });

function valueIn(totals: TreeTotals, round: Round): number | undefined {
  const readings: readonly TotalReading[] = totals.add(round);
  assert.equal(readings.length, 1);
  return readings[0]?.value;
}

describe('TreeTotals', () => {
  it('sums gauges, and takes the largest where the catalogue says so', () => {
    const round = (metric: string) =>
      roundOf(T0, sampleOf(parent, T0, { [metric]: 100 }), sampleOf(child, T0, { [metric]: 30 }));
    assert.equal(valueIn(new TreeTotals(), round('process.memory.usage')), 130);
    assert.equal(valueIn(new TreeTotals(), round('process.uptime')), 100);
  });

  it('takes the largest of those that have a value, where not every process has one', () => {
    const p95 = (seconds: number) => ({ 'http.server.request.duration.p95': seconds });
    const totals = new TreeTotals();
    const both = roundOf(T0, sampleOf(parent, T0, p95(0.1)), sampleOf(child, T0, p95(0.3)));
    assert.equal(valueIn(totals, both), 0.3);
    assert.equal(valueIn(totals, roundOf(T0 + 1e3, sampleOf(parent, T0, p95(0.2)), sampleOf(child, T0, {}))), 0.2);
    const none = roundOf(T0 + 2e3, sampleOf(parent, T0, {}), sampleOf(child, T0, {}));
    assert.equal(valueIn(totals, none), undefined);
  });

  it('never lowers a counter when a process exits', () => {
    const totals = new TreeTotals();
    assert.equal(valueIn(totals, roundOf(T0, sampleOf(parent, T0, cpu(5)), sampleOf(child, T0, cpu(7)))), 12);
    assert.equal(valueIn(totals, roundOf(T0 + 1e3, sampleOf(parent, T0, cpu(6)), sampleOf(child, T0, cpu(9)))), 15);
    assert.equal(valueIn(totals, roundOf(T0 + 2e3, sampleOf(parent, T0, cpu(6.5)))), 15.5);
  });

  it('counts all of a process that was born since the last round', () => {
    const totals = new TreeTotals();
    totals.add(roundOf(T0, sampleOf(parent, T0, cpu(5))));
    const born = processInfo(12, 10, T0 + 400);
    assert.equal(valueIn(totals, roundOf(T0 + 1e3, sampleOf(parent, T0, cpu(5)), sampleOf(born, T0, cpu(0.5)))), 5.5);
  });

  it('counts nothing of what a process did before it was found late', () => {
    const totals = new TreeTotals();
    totals.add(roundOf(T0, sampleOf(parent, T0, cpu(5))));
    const round = roundOf(T0 + 1e3, sampleOf(parent, T0, cpu(5)), sampleOf(child, T0, cpu(100)));
    assert.equal(valueIn(totals, round), 5);
    const next = roundOf(T0 + 2e3, sampleOf(parent, T0, cpu(5)), sampleOf(child, T0, cpu(101)));
    assert.equal(valueIn(totals, next), 6);
  });

  it('does not count a reset backwards', () => {
    const totals = new TreeTotals();
    totals.add(roundOf(T0, sampleOf(parent, T0, cpu(5))));
    assert.equal(valueIn(totals, roundOf(T0 + 1e3, sampleOf(parent, T0, cpu(1)))), 5);
    assert.equal(valueIn(totals, roundOf(T0 + 2e3, sampleOf(parent, T0, cpu(2)))), 6);
  });

  it('has no value in a round in which a living process could not be read, and catches up after', () => {
    const totals = new TreeTotals();
    totals.add(roundOf(T0, sampleOf(parent, T0, cpu(5)), sampleOf(child, T0, cpu(7))));
    const partial = roundOf(T0 + 1e3, sampleOf(parent, T0, cpu(6)), sampleOf(child, T0, {}));
    assert.equal(valueIn(totals, partial), undefined);
    const whole = roundOf(T0 + 2e3, sampleOf(parent, T0, cpu(7)), sampleOf(child, T0, cpu(8)));
    assert.equal(valueIn(totals, whole), 15);
  });

  it('leaves out a process that could never be read', () => {
    const totals = new TreeTotals();
    const round = (bytes: number) => roundOf(T0, sampleOf(parent, T0, memory(bytes)), sampleOf(child, T0, {}));
    assert.equal(valueIn(totals, round(10)), 10);
    assert.equal(valueIn(totals, round(20)), 20);
  });

  it('has no value for a tree without processes', () => {
    const totals = new TreeTotals();
    totals.add(roundOf(T0, sampleOf(parent, T0, memory(10))));
    assert.equal(valueIn(totals, roundOf(T0 + 1e3)), undefined);
    assert.deepEqual(new TreeTotals().add(roundOf(T0)), []);
  });

  it('goes on counting with another program in the same session', () => {
    const totals = new TreeTotals();
    totals.add(roundOf(T0, sampleOf(parent, T0, cpu(5))));
    const next = processInfo(20, 1, T0 + 1_500);
    assert.equal(valueIn(totals.renewed(), roundOf(T0 + 2e3, sampleOf(next, T0, cpu(0.25)))), 5.25);
  });
});
