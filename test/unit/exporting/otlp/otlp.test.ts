import assert from 'node:assert/strict';
import { createOtlpSender } from '../../../../src/exporting/otlp/main';
import { mayCarrySecrets, parseHeaders, pushAddress } from '../../../../src/exporting/otlp/otlpSettings';
import { OtlpBackend } from '../../../support/otlp';
import { current, ofTree } from '../../../support/exportedSessions';
import { SESSION } from '../../../support/recordedRun';
import { T0 } from '../../../support/rounds';

const at = (timeMs: number) => BigInt(Math.round(timeMs * 1_000)) * 1_000n;

describe('values pushed to OpenTelemetry', () => {
  let backend: OtlpBackend;

  beforeEach(async () => {
    backend = await OtlpBackend.start();
  });

  afterEach(() => {
    backend.stop();
  });

  async function push(values: Parameters<ReturnType<typeof createOtlpSender>['send']>[0]['values']) {
    const url = `${backend.url}/v1/metrics`;
    const sender = createOtlpSender({ url, headers: { Authorization: 'Bearer t' }, timeoutMs: 2_000 });
    const timed = values.map((value) => ({ ...value, timeMs: T0 + 1_500.5 }));
    const sent = await sender.send({ session: SESSION, values: timed, timeMs: T0 + 2_000, points: values.length });
    await sender.dispose();
    return sent;
  }

  it('are read by another implementation as they were: names, units, kinds, times, attributes', async () => {
    const sent = await push([
      current('process.cpu.time', 3),
      current('process.cpu.time', 2.25, { 'cpu.mode': 'user' }),
      current('process.memory.usage', 5e9),
      ofTree('process.memory.usage', 6e9),
      ofTree('process.count', 2),
      ofTree('nodejs.eventloop.delay.p99', 1),
      current('app.value', -0.125, { name: 'queue "a"' }),
    ]);
    assert.deepEqual(sent, { kind: 'sent' });
    const common = { service: 'server', startNanoseconds: at(T0), nanoseconds: at(T0 + 1_500.5) };
    const ofProcess = { 'process.pid': 7, 'process.executable.name': 'node' };
    const gauge = { ...common, isCounter: false };
    assert.deepEqual(backend.points, [
      {
        ...common,
        metric: 'process.cpu.time',
        unit: 's',
        isCounter: true,
        value: 2.25,
        attributes: { ...ofProcess, 'cpu.mode': 'user' },
      },
      { ...gauge, metric: 'process.memory.usage', unit: 'By', value: 5e9, attributes: ofProcess },
      { ...gauge, metric: 'process.tree.memory.usage', unit: 'By', value: 6e9, attributes: {} },
      { ...gauge, metric: 'process.count', unit: '{process}', value: 2, attributes: {} },
      {
        ...gauge,
        metric: 'app.value',
        unit: '{value}',
        value: -0.125,
        attributes: { ...ofProcess, name: 'queue "a"' },
      },
    ]);
    assert.deepEqual(backend.authorizations, ['Bearer t']);
  });

  it('come back as failed where the backend will never take them', async () => {
    backend.status = 400;
    const sent = await push([current('process.memory.usage', 1)]);
    assert.deepEqual(sent, { kind: 'failed', reason: 'HTTP 400', isPermanent: true });
  });

  it('come back as failed for now where it is not to be had', async () => {
    backend.status = 503;
    const sent = await push([current('process.memory.usage', 1)]);
    assert.ok(sent.kind === 'failed' && !sent.isPermanent);
    assert.ok(backend.requests > 1, 'the exporter tries again by itself');
  });

  it('come back as failed for now where nobody listens', async () => {
    const url = `${backend.url}/v1/metrics`;
    backend.stop();
    const sender = createOtlpSender({ url, headers: {}, timeoutMs: 500 });
    const sent = await sender.send({ values: [ofTree('process.count', 1)], timeMs: T0, points: 1 });
    assert.ok(sent.kind === 'failed' && !sent.isPermanent);
    assert.match(sent.reason, /ECONNREFUSED/);
  });
});

describe('the settings of pushing', () => {
  it('complete an address that has no path', () => {
    assert.deepEqual(pushAddress('http://localhost:4318'), { url: 'http://localhost:4318/v1/metrics' });
    assert.deepEqual(pushAddress('https://x.example/otlp'), { url: 'https://x.example/otlp' });
    assert.deepEqual(pushAddress('localhost'), { problem: 'noUrl' });
    assert.deepEqual(pushAddress('file:///etc/passwd'), { problem: 'noHttp' });
  });

  it('let secrets go encrypted, or not beyond this machine', () => {
    assert.equal(mayCarrySecrets('https://x.example/'), true);
    assert.equal(mayCarrySecrets('http://127.0.0.1:4318/'), true);
    assert.equal(mayCarrySecrets('http://x.example/'), false);
  });

  it('read headers as OpenTelemetry writes them', () => {
    assert.deepEqual(parseHeaders(' Authorization=Basic a==, X-Scope-OrgID=team '), {
      Authorization: 'Basic a==',
      'X-Scope-OrgID': 'team',
    });
    assert.deepEqual(parseHeaders(''), {});
    for (const text of ['Authorization', '=x', 'a b=c', 'a=b\nc']) assert.equal(parseHeaders(text), undefined, text);
  });
});
