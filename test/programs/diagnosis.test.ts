import assert from 'node:assert/strict';
import { diagnoseGroup, isRight, namesGuilty } from '../support/diagnosis/diagnoseGroup';
import { DIAGNOSIS_GROUPS } from '../support/diagnosis/diagnosisPrograms';
import { MonitoredPrograms } from '../support/diagnosis/monitoredPrograms';

/** The short form of `npm run bench diagnosis`: one with a fault, one without. */
const NAMES: ReadonlySet<string> = new Set(['regularExpression', 'idles']);

/** With four samples a second there are enough of them in so many seconds, and a profile of five. */
const SECONDS = 12;
const INTERVAL_MS = 250;

describe('the diagnosis of real programs', () => {
  it('names a regular expression that blows up, and finds nothing in a program that rests', async function () {
    this.timeout(180_000);
    const programs = DIAGNOSIS_GROUPS.flatMap((group) => group.programs).filter(({ name }) => NAMES.has(name));
    const monitored = await MonitoredPrograms.open(INTERVAL_MS);
    try {
      for (const one of await diagnoseGroup(monitored, { seconds: SECONDS, programs }, '')) {
        const { program, verdicts, hottest } = one;
        const said = JSON.stringify({ name: program.name, verdicts, hottest });
        if (program.guilty !== undefined) assert.ok(namesGuilty(one), said);
        // Of a program that the machine starves, its own fault may not be told from the machine's.
        assert.ok(isRight(one) || verdicts.some(({ kind }) => kind === 'starved'), said);
      }
    } finally {
      monitored.dispose();
    }
  });
});
