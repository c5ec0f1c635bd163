import assert from 'node:assert/strict';
import { scoredCsv } from '../../support/scoredCsv';

const rows = Array.from({ length: 400 }, (_, i) => `2026-01-01 00:00:${i},${i === 300 ? 90 : i % 7}`);

describe('scoring a CSV file', () => {
  it('adds a column of scores that finds what is unusual', () => {
    const { csv, samples, alarms } = scoredCsv(['timestamp,value', ...rows, ''].join('\n'));
    const lines = csv.split('\n');
    assert.equal(lines[0], 'timestamp,value,anomaly_score');
    assert.equal(lines[1], `${rows[0] ?? ''},0`);
    assert.equal(lines.length, 402);
    assert.equal(samples, 400);
    assert.ok(alarms >= 1);
    assert.ok(Number(lines[301]?.split(',')[2]) > 0.9);
  });

  it('needs no heading and keeps the place of missing values', () => {
    const { csv, samples } = scoredCsv('1,5\n2,\n3,nonsense\n4,6\r\n');
    assert.equal(csv, '1,5,0\n2,,0\n3,nonsense,0\n4,6,0\n');
    assert.equal(samples, 4);
  });
});
