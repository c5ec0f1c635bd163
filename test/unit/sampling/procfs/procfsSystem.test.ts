import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parseStat, type Stat } from '../../../../src/sampling/procfs/parseStat';
import { hasEnded, openProcfs, parseUptime, startTimeMsOf } from '../../../../src/sampling/procfs/procfsSystem';

function statOf(pid: number): Stat {
  const stat = parseStat(readFileSync(`test/fixtures/procfs/${pid}/stat`));
  assert(stat);
  return stat;
}

describe('openProcfs', () => {
  it('places the start of the system at the wall clock less the uptime', () => {
    const system = openProcfs('test/fixtures/procfs', 1_700_002_125_600);
    assert.deepEqual(system, {
      root: 'test/fixtures/procfs',
      bootTimeMs: 1_700_000_000_000,
      ticksPerSecond: 100,
      pageBytes: 4096,
    });
    assert.equal(startTimeMsOf(statOf(1200), system), 1_700_002_124_590);
  });

  it('returns nothing where there is no procfs', () => {
    assert.equal(openProcfs('test/fixtures/workspace', 0), undefined);
  });
});

describe('hasEnded', () => {
  it('is true of a zombie, false of a process whose other threads live on', () => {
    assert.equal(hasEnded(statOf(1201)), true);
    assert.equal(hasEnded(statOf(1203)), false);
    assert.equal(hasEnded(statOf(1200)), false);
  });
});

describe('parseUptime', () => {
  it('reads the first number and refuses anything else', () => {
    assert.equal(parseUptime('2125.60 3518.57\n'), 2125.6);
    for (const text of ['', 'x', '12', '-1.0 2.0']) assert.equal(parseUptime(text), undefined);
  });
});
