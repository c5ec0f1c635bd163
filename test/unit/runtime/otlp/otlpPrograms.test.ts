import assert from 'node:assert/strict';
import { EXPORT_PATH, TOKEN_HEADER } from '../../../../src/runtime/otlp/exportRequest';
import { decodeMetricsRequest } from '../../../../src/runtime/otlp/main';
import { OtlpServer } from '../../../../src/runtime/otlp/otlpServer';
import { OtlpSource } from '../../../../src/runtime/otlp/otlpSource';
import { createSystemClock } from '../../../../src/sampling/systemClock';
import { WatchedProgram } from '../../../support/runtimes/watchedProgram';

const TOKEN = 'a'.repeat(32);

describe('a program with OpenTelemetry', function () {
  this.timeout(120_000);
  const cleanUp: { dispose(): void }[] = [];

  afterEach(() => {
    for (const one of cleanUp.splice(0)) one.dispose();
  });

  for (const temporality of ['cumulative', 'delta'] as const) {
    it(`that sends ${temporality} values is shown with its own numbers`, async () => {
      const source = new OtlpSource({ clock: createSystemClock(), tokenOf: () => TOKEN });
      source.admit(TOKEN);
      const problems: string[] = [];
      const server = await OtlpServer.start({
        isKnown: (token) => source.isKnown(token),
        decode: decodeMetricsRequest,
        onRequest: (token, request) => {
          source.takeIn(token, request);
        },
        onProblem: (message) => problems.push(message),
      });
      const program = WatchedProgram.start(process.execPath, ['test/fixtures/programs/openTelemetry.js'], {
        OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: `http://127.0.0.1:${server.port}${EXPORT_PATH}`,
        OTEL_EXPORTER_OTLP_METRICS_HEADERS: `${TOKEN_HEADER}=${TOKEN}`,
        OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE: temporality,
        OTEL_METRIC_EXPORT_INTERVAL: '300',
      });
      cleanUp.push(server, program);
      program.watch(source);
      await program.shows('app.value', 'temperature', (value) => value === 21.5, { room: 'a' });
      await program.shows('app.value', 'orders.open', (value) => value === 3);
      const counted = Number((await program.output(/Counted (\d+)/))[1]);
      await program.shows('app.count', 'orders', (value) => Math.abs(value - counted) < 1e-6, { kind: 'book' });
      await program.shows('app.count', 'order.duration', (value) => Math.abs(value - counted) < 1e-6);
      await program.shows('app.distribution', 'order.duration', (value) => value === 3, { quantile: '0.5' });
      // An exponential histogram of 160 buckets is within some per cent.
      await program.shows('app.distribution', 'order.weight', (value) => Math.abs(value - 1000) < 50, {
        quantile: '0.99',
      });
      assert.deepEqual(problems, []);
    });
  }
});
