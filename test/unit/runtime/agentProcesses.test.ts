import assert from 'node:assert/strict';
import { AgentProcesses, type ToldIncident } from '../../../src/runtime/agentProcesses';
import { bucketOf, type CaptureRequest, type HelloFrame, type TickFrame } from '../../../src/shared/agentFrames';
import type { MetricName } from '../../../src/shared/metrics';
import { attributesOf } from '../../../src/shared/sample';
import { helloFrame, memoryOf, tickFrame } from '../../support/agent/frames';
import { FakeClock } from '../../support/fakeClock';
import { processInfo, roundOf, sampleOf } from '../../support/rounds';

const delay = (max: number) => ({ min: 0, mean: max / 2, p50: max / 2, p90: max, p95: max, p99: max, max });
const served = (...seconds: readonly number[]) => ({
  active: 0,
  outcomes: [['success', seconds.length]] as const,
  seconds: seconds.map((value) => [bucketOf(value), 1] as const),
});

class Host {
  readonly clock = new FakeClock();
  pings = 0;
  readonly requests: CaptureRequest[] = [];
  readonly incidents: ToldIncident[] = [];
  readonly processes = new AgentProcesses(this.clock, (incident) => this.incidents.push(incident));
  readonly program = processInfo(10, 1, this.clock.nowMs() - 1_000);

  open(fields: Partial<HelloFrame> = {}): ReturnType<AgentProcesses['open']> {
    return this.processes.open(helloFrame(fields), {
      ping: () => (this.pings += 1),
      capture: (request) => this.requests.push(request),
    });
  }

  read(metric: MetricName, attributes: Readonly<Record<string, string>> = {}): number | undefined {
    const round = roundOf(this.clock.nowMs(), sampleOf(this.program, this.clock.nowMs(), {}));
    const [sample] = this.processes.enrich(round).processes;
    return sample?.readings.find(
      (reading) => reading.metric === metric && reading.attributes === attributesOf(attributes),
    )?.value;
  }
}

describe('what programs report', () => {
  it('joins the round of its process', () => {
    const host = new Host();
    host.open().onTick(tickFrame({ delay: delay(0.3), utilization: 0.5, memory: memoryOf(5e6) }));
    assert.equal(host.read('nodejs.eventloop.delay.max'), 0.3);
    assert.equal(host.read('nodejs.eventloop.utilization'), 0.5);
    assert.equal(host.read('v8js.memory.heap.used'), 5e6);
  });

  it('is not believed by the pid alone', () => {
    const host = new Host();
    host.open({ uptimeSeconds: 3600 }).onTick(tickFrame({ utilization: 0.5 }));
    assert.equal(host.read('nodejs.eventloop.utilization'), undefined);
  });

  it('keeps the worst of several frames between two rounds, and the last one for a round without', () => {
    const host = new Host();
    const thread = host.open();
    thread.onTick(tickFrame({ delay: delay(0.3) }));
    thread.onTick(tickFrame({ delay: delay(0.1) }));
    assert.equal(host.read('nodejs.eventloop.delay.max'), 0.3);
    thread.onTick(tickFrame({ delay: delay(0.1) }));
    assert.equal(host.read('nodejs.eventloop.delay.max'), 0.1);
    host.clock.tick(1_000);
    assert.equal(host.read('nodejs.eventloop.delay.max'), 0.1);
  });

  it('has no gauges of a process whose thread has fallen silent', () => {
    const host = new Host();
    host.open().onTick(tickFrame({ memory: memoryOf(5e6) }));
    const worker = host.open({ threadId: 1 });
    worker.onTick(tickFrame({ memory: memoryOf(1e6) }));
    assert.equal(host.read('v8js.memory.heap.used'), 6e6);
    host.clock.tick(2_600);
    assert.equal(host.read('v8js.memory.heap.used'), undefined);
  });

  it('takes the event loop of the main thread, and shows workers beside it', () => {
    const host = new Host();
    host.open().onTick(tickFrame({ utilization: 0.1, memory: memoryOf(5e6) }));
    const worker = host.open({ threadId: 1 });
    worker.onTick(tickFrame({ utilization: 0.9, memory: memoryOf(1e6) }));
    assert.equal(host.read('nodejs.eventloop.utilization'), 0.1);
    assert.equal(host.read('nodejs.eventloop.utilization', { 'thread.id': '1' }), 0.9);
    worker.onClosed();
    assert.equal(host.read('v8js.memory.heap.used'), 5e6);
  });

  it('spreads counts over the time in which they came, whatever the pace of the rounds', () => {
    const host = new Host();
    const thread = host.open();
    const values: number[] = [];
    for (let frame = 0; frame < 10; frame++) {
      host.clock.tick(400);
      values.push(host.read('http.server.request.count') ?? 0);
      host.clock.tick(600);
      thread.onTick(tickFrame({ served: { ...served(), outcomes: [['success', 100]] } }));
      values.push(host.read('http.server.request.count') ?? 0);
    }
    host.clock.tick(2_000);
    assert.equal(host.read('http.server.request.count'), 1_000);
    const steps = values.slice(5).map((value, i) => value - (values[i + 4] ?? 0));
    for (const step of steps) assert.ok(Math.abs(step - 40) < 1 || Math.abs(step - 60) < 1, String(steps));
  });

  it('merges the response times of all threads', () => {
    const host = new Host();
    host.open().onTick(tickFrame({ served: served(...Array<number>(98).fill(0.01)) }));
    host.open({ threadId: 1 }).onTick(tickFrame({ served: served(1, 1) }));
    const p95 = host.read('http.server.request.duration.p95') ?? 0;
    const p99 = host.read('http.server.request.duration.p99') ?? 0;
    assert.ok(Math.abs(p95 - 0.01) < 1e-4, String(p95));
    assert.ok(Math.abs(p99 - 1) < 0.01, String(p99));
  });

  it('tells the heap of the thread that is nearest to its limit', () => {
    const host = new Host();
    host.open().onTick(tickFrame({ memory: memoryOf(1e9) }));
    assert.equal(host.read('v8js.memory.heap.utilization'), 0.25);
    host.open({ threadId: 1 }).onTick(tickFrame({ memory: { ...memoryOf(30e6), limit: 40e6 } }));
    assert.equal(host.read('v8js.memory.heap.utilization'), 0.75);
  });

  it('has the error rate of outgoing requests', () => {
    const host = new Host();
    const outcomes = [
      ['success', 3],
      ['aborted', 1],
    ] as const;
    host.open().onTick(tickFrame({ sent: { active: 0, outcomes, seconds: [] } }));
    assert.equal(host.read('http.client.request.error_ratio'), 0.25);
    assert.equal(host.read('http.server.request.error_ratio'), undefined);
  });

  it('has no response time and no error rate where no request ended', () => {
    const host = new Host();
    host.open().onTick(tickFrame({ served: served() }));
    assert.equal(host.read('http.server.request.duration.p95'), undefined);
    assert.equal(host.read('http.server.request.error_ratio'), undefined);
    assert.equal(host.read('http.server.active_requests'), 0);
  });

  it('counts statuses of 500 and above and aborted requests as errors', () => {
    const host = new Host();
    const outcomes = [
      ['success', 6],
      ['client_error', 2],
      ['server_error', 1],
      ['aborted', 1],
    ] as const;
    host.open().onTick(tickFrame({ served: { active: 0, outcomes, seconds: [] } }));
    assert.equal(host.read('http.server.request.error_ratio'), 0.2);
  });

  it('refuses names beyond a thousand, and counts what it refuses', () => {
    const host = new Host();
    const thread = host.open();
    const series = (name: string): TickFrame['application'][number] => ({
      type: 'counter',
      name,
      attributes: [],
      value: 1,
    });
    for (let frame = 0; frame < 12; frame++) {
      thread.onTick(tickFrame({ application: Array.from({ length: 100 }, (_, i) => series(`${frame}.${i}`)) }));
    }
    host.clock.tick(5_000);
    assert.equal(host.read('process_monitor.agent.dropped'), 0, 'a counter begins at nought');
    assert.equal(host.read('process_monitor.agent.dropped'), 200);
    assert.equal(host.read('app.count', { name: '9.99' }), 1);
    assert.equal(host.read('app.count', { name: '10.0' }), undefined);
  });

  it('tells incidents once it knows whose they are, and at once from then on', () => {
    const host = new Host();
    const thread = host.open();
    thread.onIncident({ kind: 'incident', incident: 'warning', text: 'early' });
    assert.deepEqual(host.incidents, []);
    host.read('process.uptime');
    thread.onIncident({ kind: 'incident', incident: 'exception', text: 'Error: boom' });
    assert.deepEqual(
      host.incidents.map(({ sessionId, incident, text }) => [sessionId, incident, text]),
      [
        ['s', 'warning', 'early'],
        ['s', 'exception', 'Error: boom'],
      ],
    );
  });
});
