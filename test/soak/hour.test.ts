import assert from 'node:assert/strict';
import { ensureDebuggers } from '../host/debuggers';
import { runInExtensionHost } from '../host/extensionHost';
import { fixtureWorkspace } from '../host/fixtureWorkspace';
import { inRepository } from '../host/paths';
import { withScope } from '../host/scope';
import { flatnessOf } from '../support/flatness';
import { hourSettings, type HourReport, type HourSample } from '../support/soakedHour';

const { minutes, perMinute, atOnce } = hourSettings(process.env);

/** Code is compiled and caches fill in the first sixth of the time. */
const WARM_UP = 1 / 6;

/** Of a run of a few seconds; its series lie outside of the heap. */
const MOST_RUN_BYTES = 500e3;

// The short form is in the tests of the extension host: what runs that have ended give back.
describe(`${minutes} real minutes of an extension host: ${perMinute} processes a minute, ${atOnce} at once`, () => {
  let report: HourReport;

  before(() =>
    withScope(async (scope) => {
      const [result] = await runInExtensionHost<HourReport>(scope, {
        module: inRepository('out', 'vscode', 'soak', 'hour.js'),
        workspaces: [await fixtureWorkspace(scope)],
        extensions: [],
        env: await ensureDebuggers(scope, process.env),
        timeoutMs: (minutes + 15) * 60_000,
        onOutput: (text) => process.stdout.write(text),
      });
      if (result?.kind !== 'finished') throw new Error(result?.error ?? 'No window was opened.');
      report = result.value;
      console.log(`${report.intervals} changes of the interval, ${report.sleeps} sleeps`);
    }),
  );

  for (const what of ['heapBytes', 'timers', 'descriptors', 'sockets', 'children'] as const) {
    it(`does not raise its ${what}`, () => {
      const { rises, slope, z, independent } = flatnessOf(warm(report.samples).map((sample) => sample[what]));
      const perHour = (slope * 120).toPrecision(3);
      console.log(`${what}: ${perHour} an hour, Mann-Kendall z = ${z.toFixed(2)} over ${independent} values`);
      assert.equal(rises, false);
    });
  }

  it('keeps little of a run that has ended', () => {
    console.log(`each left ${(report.runBytes / 1e3).toFixed(0)} kB in the heap`);
    assert.ok(report.runBytes < MOST_RUN_BYTES);
  });

  it('samples to the end, and gives everything back', () => {
    assert.ok(report.watched);
    const { before, after } = report;
    console.log('before', before, 'after', after);
    assert.ok(after.descriptors <= before.descriptors);
    assert.ok(after.sockets <= before.sockets);
    assert.ok(after.children <= before.children);
  });
});

function warm(samples: readonly HourSample[]): readonly HourSample[] {
  return samples.slice(Math.ceil(samples.length * WARM_UP));
}
