import assert from 'node:assert/strict';
import { PatientSearch, type SearchStep } from '../../../src/launching/patientSearch';
import type { SearchResult } from '../../../src/launching/targetSearch';
import { FakeClock } from '../../support/fakeClock';

const NOTHING: SearchResult = { kind: 'none', reason: '' };
const FOUND: SearchResult = { kind: 'found', process: { pid: 7, parentPid: 1, startTimeMs: 0, name: 'app' } };

function search(clock: FakeClock, ...steps: readonly SearchStep[]) {
  const told: string[] = [];
  const patient = new PatientSearch(clock, steps, {
    found: ({ pid }, foundBy) => told.push(`${pid} by ${foundBy}`),
    gaveUp: () => told.push('gave up'),
    failed: (reason) => told.push(reason),
  });
  return { patient, told };
}

describe('PatientSearch', () => {
  it('asks in order, and who guesses only later', async () => {
    const clock = new FakeClock();
    const asked: string[] = [];
    const step = (foundBy: SearchStep['foundBy'], afterMs: number): SearchStep => ({
      foundBy,
      afterMs,
      find: () => {
        asked.push(foundBy);
        return Promise.resolve(NOTHING);
      },
    });
    search(clock, step('environment', 0), step('descent', 1_000));
    await clock.advance(500);
    assert.deepEqual(asked, ['environment']);
    await clock.advance(500);
    assert.deepEqual(asked, ['environment', 'environment', 'descent']);
  });

  it('ends with the first that finds it', async () => {
    const clock = new FakeClock();
    const { told } = search(
      clock,
      { foundBy: 'environment', afterMs: 0, find: () => Promise.resolve(FOUND) },
      { foundBy: 'descent', afterMs: 0, find: () => Promise.resolve(FOUND) },
    );
    await clock.advance(60_000);
    assert.deepEqual(told, ['7 by environment']);
    assert.equal(clock.pending, 0);
  });

  it('gives up once', async () => {
    const clock = new FakeClock();
    const { told } = search(clock);
    await clock.advance(60_000);
    assert.deepEqual(told, ['gave up']);
    assert.equal(clock.pending, 0);
  });

  it('says why it could not look', async () => {
    const clock = new FakeClock();
    const { told } = search(clock, {
      foundBy: 'descent',
      afterMs: 0,
      find: () => Promise.reject(new Error('EACCES')),
    });
    await clock.advance(60_000);
    assert.deepEqual(told, ['The processes of this machine cannot be listed: Error: EACCES']);
  });

  it('tells nothing after it was cancelled, not even what was under way', async () => {
    const clock = new FakeClock();
    const ended: ((result: SearchResult) => void)[] = [];
    const { patient, told } = search(clock, {
      foundBy: 'descent',
      afterMs: 0,
      find: () => new Promise((resolve) => ended.push(resolve)),
    });
    await clock.advance(500);
    patient.cancel();
    for (const end of ended) end(FOUND);
    await clock.advance(60_000);
    assert.deepEqual(told, []);
    assert.equal(ended.length, 1);
  });
});
