import assert from 'node:assert/strict';
import { decodeHistorySettings } from '../../../src/vscode/history/decodeHistorySettings';
import { decodeSettings, INTERVAL_MS } from '../../../src/vscode/decodeSettings';

const decode = (given: Readonly<Record<string, unknown>>): ReturnType<typeof decodeSettings> =>
  decodeSettings((name) => given[name]);

describe('the settings', () => {
  it('are the defaults where none is set', () => {
    assert.deepEqual(decode({}), {
      settings: {
        autoMonitor: 'debugAndRun',
        intervalMs: INTERVAL_MS.default,
        source: 'auto',
        injectAgent: true,
        receiveOtlp: false,
        injectPython: false,
        showStepCost: true,
      },
      invalid: [],
    });
  });

  it('are taken where they can be used, up to their bounds', () => {
    for (const intervalMs of [INTERVAL_MS.min, 250, INTERVAL_MS.max]) {
      const { settings, invalid } = decode({ 'sampling.interval': intervalMs, autoMonitor: 'never' });
      assert.deepEqual([settings.intervalMs, settings.autoMonitor, invalid], [intervalMs, 'never', []]);
    }
  });

  it('are replaced by their default, and told, where they cannot', () => {
    for (const given of [INTERVAL_MS.min - 1, INTERVAL_MS.max + 1, 250.5, NaN, '1000', null, [1000], {}]) {
      const { settings, invalid } = decode({ 'sampling.interval': given, 'runtime.injectAgent': false });
      assert.equal(settings.intervalMs, INTERVAL_MS.default);
      assert.equal(settings.injectAgent, false);
      assert.deepEqual(invalid, [
        { name: 'sampling.interval', given, allowed: 'interval', fallback: INTERVAL_MS.default },
      ]);
    }
    assert.deepEqual(decode({ autoMonitor: 'Never' }).invalid, [
      {
        name: 'autoMonitor',
        given: 'Never',
        allowed: ['debugAndRun', 'debugOnly', 'never'],
        fallback: 'debugAndRun',
      },
    ]);
  });
});

describe('the settings of the history', () => {
  const decodeHistory = (given: Readonly<Record<string, unknown>>): ReturnType<typeof decodeHistorySettings> =>
    decodeHistorySettings((name) => given[name]);
  const DEFAULTS = { isEnabled: true, maxAgeMs: 7 * 86_400_000, maxBytes: 200e6 };

  it('are the defaults where none can be used', () => {
    assert.deepEqual(decodeHistory({}), DEFAULTS);
    const unusable = { 'history.enabled': 'no', 'history.maxAgeDays': 0, 'history.maxSizeMB': Infinity };
    assert.deepEqual(decodeHistory(unusable), DEFAULTS);
  });

  it('keep runs for good, and never remove them, where a limit is beyond counting', () => {
    const { maxAgeMs, maxBytes } = decodeHistory({ 'history.maxAgeDays': 1e308, 'history.maxSizeMB': 1e308 });
    assert.deepEqual([maxAgeMs, maxBytes], [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER]);
  });
});
