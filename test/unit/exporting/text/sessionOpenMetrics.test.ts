import assert from 'node:assert/strict';
import { sessionOpenMetrics } from '../../../../src/exporting/text/sessionOpenMetrics';
import { exportedRun, textOf } from '../../../support/exportedRun';
import { PROCESS } from '../../../support/exportedSessions';
import { MEMORY } from '../../../support/recordedRun';
import { T0 } from '../../../support/rounds';

describe('a session as OpenMetrics', () => {
  it('has the time of each sample in seconds, each series in one piece, and an end', () => {
    const lines = textOf(sessionOpenMetrics(exportedRun(3)))
      .trimEnd()
      .split('\n');
    const memory = lines.filter((line) => line.startsWith('process_resident_memory_bytes{'));
    const labels = 'session="server",session_id="s",process="node",pid="7"';
    assert.deepEqual(memory, [
      `process_resident_memory_bytes{${labels}} 0 ${(T0 / 1_000 + 0.05).toFixed(3)}`,
      `process_resident_memory_bytes{${labels}} 4096 ${(T0 / 1_000 + 1.05).toFixed(3)}`,
    ]);
    assert.equal(lines.filter((line) => line === '# TYPE process_cpu_seconds counter').length, 1);
    assert.equal(lines.filter((line) => line === '# EOF').length, 1);
    assert.equal(lines.at(-1), '# EOF');
  });

  it('has one sample for a millisecond', () => {
    const run = exportedRun(1);
    run.store.series({ ...MEMORY, process: PROCESS })?.append(T0 + 50.25, 1);
    const text = textOf(sessionOpenMetrics(run));
    assert.equal(text.match(/^process_resident_memory_bytes\{/gm)?.length, 1);
  });

  it('is told in shares that grow to the whole', () => {
    const shares = [...sessionOpenMetrics(exportedRun(3))].map(({ done }) => done);
    assert.deepEqual(
      shares,
      shares.toSorted((a, b) => a - b),
    );
    assert.equal(shares.at(-1), 1);
  });
});
