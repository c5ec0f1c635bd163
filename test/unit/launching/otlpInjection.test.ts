import assert from 'node:assert/strict';
import { otlpTokenOf, withOtlp } from '../../../src/launching/otlpInjection';
import type { LaunchConfiguration } from '../../../src/launching/sessionMarker';

const TOKEN = 'a'.repeat(32);
const MARKER = { PROCESS_MONITOR_SESSION: TOKEN };
const ACCESS = { url: 'http://127.0.0.1:4318/v1/metrics', header: 'x-token' };
const OURS = {
  OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: ACCESS.url,
  OTEL_EXPORTER_OTLP_METRICS_PROTOCOL: 'http/protobuf',
  OTEL_EXPORTER_OTLP_METRICS_HEADERS: `x-token=${TOKEN}`,
};
const EACH_SECOND = { OTEL_METRIC_EXPORT_INTERVAL: '1000', OTEL_METRIC_EXPORT_TIMEOUT: '1000' };

const launch = (env?: unknown): LaunchConfiguration => ({
  type: 'pwa-node',
  request: 'launch',
  ...(env === undefined ? {} : { env }),
});

describe('withOtlp', () => {
  it("sends a program's metrics to us each second, with the session's token, beside what it has", () => {
    const injected = withOtlp(launch({ ...MARKER, A: '1' }), ACCESS, {});
    assert.deepEqual(injected?.env, { ...EACH_SECOND, ...MARKER, A: '1', ...OURS });
  });

  it('leaves traces and logs, and how often a person wants values, as they were', () => {
    const own = {
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://collector:4318/v1/traces',
      OTEL_METRIC_EXPORT_INTERVAL: '5000',
      OTEL_METRIC_EXPORT_TIMEOUT: '4000',
    };
    assert.deepEqual(withOtlp(launch({ ...MARKER, ...own }), ACCESS, {})?.env, { ...MARKER, ...own, ...OURS });
  });

  for (const variable of [
    'OTEL_EXPORTER_OTLP_ENDPOINT',
    'OTEL_EXPORTER_OTLP_METRICS_ENDPOINT',
    'OTEL_METRICS_EXPORTER',
    'OTEL_SDK_DISABLED',
  ]) {
    it(`does nothing where ${variable} says already where metrics go`, () => {
      assert.equal(withOtlp(launch({ ...MARKER, [variable]: 'x' }), ACCESS, {}), undefined);
      assert.equal(withOtlp(launch(MARKER), ACCESS, { [variable]: 'x' }), undefined);
    });
  }

  it('does nothing without a marker, or with an env that is none', () => {
    for (const env of [undefined, { A: '1' }, ['A=1'], { PROCESS_MONITOR_SESSION: 'guessed' }]) {
      assert.equal(withOtlp(launch(env), ACCESS, {}), undefined);
    }
  });
});

describe('otlpTokenOf', () => {
  it("is the marker's id", () => {
    assert.equal(otlpTokenOf(`PROCESS_MONITOR_SESSION=${TOKEN}`), TOKEN);
    assert.equal(otlpTokenOf(undefined), undefined);
  });
});
