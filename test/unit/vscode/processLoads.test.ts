import assert from 'node:assert/strict';
import { readLoads, type ProcessLoad } from '../../../src/vscode/processLoads';
import type { ReadResult } from '../../../src/sampling/processSource';
import { processKey } from '../../../src/shared/sample';
import { processInfo, T0 } from '../../support/rounds';

const program = processInfo(10);
const exiting = processInfo(11);

const read = (timeMs: number, cpuSeconds: number, bytes: number): ReadResult => ({
  kind: 'read',
  process: program,
  timeMs,
  state: 'running',
  readings: [
    { metric: 'process.cpu.time', attributes: 'cpu.mode="user"', value: 99 },
    { metric: 'process.cpu.time', attributes: '', value: cpuSeconds },
    { metric: 'process.memory.usage', attributes: '', value: bytes },
  ],
});

describe('readLoads', () => {
  it('tells memory at once and CPU after a second reading, without those that have gone', async () => {
    const answers: (readonly ReadResult[])[] = [
      [read(T0, 1, 5_000), { kind: 'read', process: exiting, timeMs: T0, state: 'running', readings: [] }],
      [read(T0 + 500, 1.25, 6_000), { kind: 'gone', process: exiting }],
    ];
    const told: ReadonlyMap<string, ProcessLoad>[] = [];
    await readLoads(
      [program, exiting],
      () => Promise.resolve(answers.shift() ?? []),
      () => Promise.resolve(),
      (loads) => told.push(loads),
    );
    const [first, second] = told;
    assert.ok(first && second);
    assert.deepEqual(first.get(processKey(program)), { residentBytes: 5_000 });
    assert.deepEqual(first.get(processKey(exiting)), {});
    assert.deepEqual(second.get(processKey(program)), { cpuCores: 0.5, residentBytes: 6_000 });
    assert.equal(second.has(processKey(exiting)), false);
  });

  it('tells no CPU where no time has passed between the readings', async () => {
    let last: ReadonlyMap<string, ProcessLoad> | undefined;
    await readLoads(
      [program],
      () => Promise.resolve([read(T0, 1, 1)]),
      () => Promise.resolve(),
      (loads) => (last = loads),
    );
    assert.deepEqual(last?.get(processKey(program)), { residentBytes: 1 });
  });
});
