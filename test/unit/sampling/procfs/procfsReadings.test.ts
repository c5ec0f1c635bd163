import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parseStat } from '../../../../src/sampling/procfs/parseStat';
import { procfsReadings } from '../../../../src/sampling/procfs/procfsReadings';
import { openProcfs } from '../../../../src/sampling/procfs/procfsSystem';

const FOLDER = 'test/fixtures/procfs';

describe('readings from procfs', () => {
  it('know no memory of a process that has given its address space back, rather than none', () => {
    const system = openProcfs(FOLDER, 0);
    const stat = parseStat(readFileSync(`${FOLDER}/1200/stat`));
    assert.ok(system !== undefined && stat !== undefined);
    const exiting = { ...stat, virtualBytes: 0, residentPages: 0 };
    const details = { io: undefined, contextSwitches: undefined, openDescriptors: undefined };
    const metrics = procfsReadings(
      { stat: exiting, scheduled: undefined, details, uptimeSeconds: undefined },
      system,
    ).map(({ metric }) => metric);
    assert.ok(metrics.includes('process.cpu.time'));
    assert.ok(!metrics.some((metric) => metric.startsWith('process.memory')), metrics.join(', '));
  });
});
