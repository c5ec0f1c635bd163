import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type createDetector from '../../../src/detection/standalone';
import { inRepository } from '../../host/paths';
import { withScope } from '../../host/scope';
import { temporaryFolder } from '../../host/temporary';

interface DetectorModule {
  readonly default: typeof createDetector;
}

/** A value that is steady, but for one that is far out. */
const valueAt = (index: number): number => (index === 400 ? 90 : 5 + (index % 7));

describe('dist/detector.mjs', () => {
  it('has the raw detector as its default export, with scores from 0 to 1', async () => {
    const file = pathToFileURL(inRepository('dist', 'detector.mjs')).href;
    const { default: create } = (await import(file)) as DetectorModule;
    const detector = create({ probationLength: 150, min: 0, max: 100, interval: 1000 });
    const scores = Array.from({ length: 500 }, (_, i) => detector.handle(valueAt(i), i * 1000));
    assert.ok(scores.every((score) => score >= 0 && score <= 1));
    assert.ok(scores.slice(0, 150).every((score) => score === 0));
    assert.equal(scores.indexOf(Math.max(...scores)), 400);
  });
});

describe('npm run bench detector -- FILE.csv', () => {
  it('writes a copy of the file with a column of scores', () =>
    withScope(async (scope) => {
      const folder = await temporaryFolder(scope, 'scores');
      const file = join(folder, 'series.csv');
      const rows = Array.from({ length: 500 }, (_, i) => `${i},${valueAt(i)}`);
      writeFileSync(file, ['timestamp,value', ...rows, ''].join('\n'));
      const output = execFileSync(process.execPath, [inRepository('out', 'host', 'bench.js'), 'detector', file], {
        encoding: 'utf8',
      });
      const scored = join(folder, 'series.scored.csv');
      assert.ok(output.includes(`The scores are in ${scored}.`), output);
      const lines = readFileSync(scored, 'utf8').trimEnd().split('\n');
      assert.equal(lines[0], 'timestamp,value,anomaly_score');
      assert.equal(lines.length, 501);
      assert.ok(Number(lines[401]?.split(',')[2]) > 0.9, lines[401]);
    }));

  it('tells a benchmark that fails, runs the next all the same, and ends with a code', () => {
    const args = [inRepository('out', 'host', 'bench.js'), 'detector', 'detector', './no-such-file.csv'];
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    assert.equal(status, 1);
    const failure = "detector: ENOENT: no such file or directory, open './no-such-file.csv'";
    assert.deepEqual(stderr.trimEnd().split('\n'), [failure, failure, 'Failed:', failure, failure]);
  });
});
