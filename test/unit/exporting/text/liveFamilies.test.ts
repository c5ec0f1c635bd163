import assert from 'node:assert/strict';
import { liveFamilies, type CurrentSession } from '../../../../src/exporting/text/liveFamilies';
import { openMetricsText } from '../../../../src/exporting/text/openMetrics';
import { prometheusText } from '../../../../src/exporting/text/prometheusText';
import { attributesOf } from '../../../../src/shared/sample';
import type { Alert } from '../../../../src/shared/state';
import { current, ofTree, PROCESS, withValues } from '../../../support/exportedSessions';

const scrape = (...sessions: readonly CurrentSession[]): string => prometheusText(liveFamilies(sessions, []));

/** The lines that begin with a name, labels of session and process left out. */
function samplesOf(text: string, name: string): readonly string[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `))
    .map((line) => line.replace(/session="server",session_id="s",?|process="node",pid="7",?/g, '').replace(',}', '}'));
}

describe('the families of a scrape', () => {
  it('say help and type once, before the samples of a family', () => {
    const text = scrape(
      withValues([current('process.memory.usage', 5e6)]),
      withValues([current('process.memory.usage', 6e6)], { id: 't', name: 'client' }),
    );
    const lines = text.split('\n').filter((line) => line.includes('process_resident_memory_bytes'));
    assert.deepEqual(lines, [
      '# HELP process_resident_memory_bytes Resident memory. A sum over processes counts the pages that they share more than once.',
      '# TYPE process_resident_memory_bytes gauge',
      'process_resident_memory_bytes{session="server",session_id="s",process="node",pid="7"} 5000000',
      'process_resident_memory_bytes{session="client",session_id="t",process="node",pid="7"} 6000000',
    ]);
  });

  it('expose parts instead of their sum, so that adding up counts nothing twice', () => {
    const text = scrape(
      withValues([
        current('process.cpu.time', 3),
        current('process.cpu.time', 2, { 'cpu.mode': 'user' }),
        current('process.cpu.time', 1, { 'cpu.mode': 'system' }),
      ]),
    );
    assert.deepEqual(samplesOf(text, 'process_cpu_seconds_total'), [
      'process_cpu_seconds_total{cpu_mode="user"} 2',
      'process_cpu_seconds_total{cpu_mode="system"} 1',
    ]);
  });

  it('expose the sum where a source does not know its parts', () => {
    assert.deepEqual(samplesOf(scrape(withValues([current('process.cpu.time', 3)])), 'process_cpu_seconds_total'), [
      'process_cpu_seconds_total{} 3',
    ]);
  });

  it('expose parts that do not make up the whole under a name of their own', () => {
    const text = scrape(
      withValues([
        current('v8js.memory.heap.used', 9e6),
        current('v8js.memory.heap.used', 8e6, { 'v8js.heap.space.name': 'old_space' }),
        current('v8js.memory.heap.used', 3e6, { 'thread.id': '2' }),
      ]),
    );
    assert.deepEqual(samplesOf(text, 'nodejs_heap_size_used_bytes'), ['nodejs_heap_size_used_bytes{} 9000000']);
    assert.deepEqual(samplesOf(text, 'nodejs_heap_space_size_used_bytes'), [
      'nodejs_heap_space_size_used_bytes{v8js_heap_space_name="old_space"} 8000000',
    ]);
    assert.doesNotMatch(text, /thread_id/);
  });

  it('give the whole tree names of its own, and none to what only a process tells of itself', () => {
    const text = scrape(
      withValues([
        ofTree('process.cpu.time', 7),
        ofTree('process.count', 2),
        ofTree('nodejs.eventloop.delay.p99', 0.1),
        ofTree('process_monitor.agent.dropped', 1),
      ]),
    );
    assert.deepEqual(samplesOf(text, 'process_tree_cpu_seconds_total'), ['process_tree_cpu_seconds_total{} 7']);
    assert.deepEqual(samplesOf(text, 'process_tree_processes'), ['process_tree_processes{} 2']);
    assert.doesNotMatch(text, /nodejs_|dropped/);
  });

  it('make one summary of the quantiles of a delay', () => {
    const text = scrape(
      withValues([current('nodejs.eventloop.delay.p50', 0.01), current('nodejs.eventloop.delay.p99', 0.2)]),
    );
    assert.match(text, /^# TYPE nodejs_eventloop_lag_seconds summary$/m);
    assert.match(text, /^# HELP nodejs_eventloop_lag_seconds By how much timers of the event loop came late\.$/m);
    assert.deepEqual(samplesOf(text, 'nodejs_eventloop_lag_seconds'), [
      'nodejs_eventloop_lag_seconds{quantile="0.5"} 0.01',
      'nodejs_eventloop_lag_seconds{quantile="0.99"} 0.2',
    ]);
  });

  it('escape what a hostile program or a strange name brings along', () => {
    const text = scrape(
      withValues(
        [
          current('app.value', 1, { name: 'a"b\\c\nd', 'weird key!': '', pid: '1', '0x': 'y', __name__: 'up' }),
          current('app.value', 2, { name: 'half \ud800 pair' }),
        ],
        { name: 'say "hi"\n' },
      ),
    );
    const lines = text.split('\n').filter((line) => line.startsWith('application_value{'));
    const ofSession = 'session="say \\"hi\\"\\n",session_id="s",process="node",pid="7"';
    assert.deepEqual(lines, [
      `application_value{${ofSession},_0x="y",_name__="up",name="a\\"b\\\\c\\nd",exported_pid="1",weird_key_=""} 1`,
      `application_value{${ofSession},name="half \ufffd pair"} 2`,
    ]);
  });

  it('leave out a second sample with the same labels', () => {
    const text = scrape(
      withValues([
        current('app.value', 1, { name: 'x', 'a.b': '1' }),
        current('app.value', 2, { name: 'x', a_b: '1' }),
      ]),
    );
    assert.deepEqual(samplesOf(text, 'application_value'), ['application_value{a_b="1",name="x"} 1']);
  });

  it('say of each session whether it is read, and nothing of values that are missing', () => {
    const text = scrape(withValues([], { state: 'lost' }), withValues([], { id: 't', state: 'paused' }));
    assert.equal(
      text,
      [
        '# HELP process_monitor_session_up Whether the processes of the session are found and read.',
        '# TYPE process_monitor_session_up gauge',
        'process_monitor_session_up{session="server",session_id="s"} 0',
        'process_monitor_session_up{session="server",session_id="t"} 1',
        '',
      ].join('\n'),
    );
  });

  it('tell alerts that stand with their state, and not those that are over', () => {
    const alert: Alert = {
      id: '1',
      name: 'CPU pegged',
      severity: 'warning',
      state: 'firing',
      notify: 'toast',
      process: PROCESS,
      startedAtMs: 0,
      message: '',
    };
    const text = scrape(withValues([], { alerts: [alert, { ...alert, name: 'Memory', state: 'resolved' }] }));
    assert.deepEqual(samplesOf(text, 'process_monitor_alerts'), [
      'process_monitor_alerts{alertname="CPU pegged",alertstate="firing",severity="warning"} 1',
    ]);
  });

  it('tell two alerts of one rule apart by the labels of their series', () => {
    const alert: Alert = {
      id: '1',
      name: 'Depth',
      severity: 'warning',
      state: 'firing',
      notify: 'toast',
      metric: 'app.value',
      attributes: attributesOf({ name: 'queue', severity: 'odd' }),
      startedAtMs: 0,
      message: '',
    };
    const other = { ...alert, attributes: attributesOf({ name: 'queue', kind: 'book' }) };
    const own = 'alertname="Depth",alertstate="firing",severity="warning"';
    assert.deepEqual(samplesOf(scrape(withValues([], { alerts: [alert, other] })), 'process_monitor_alerts'), [
      `process_monitor_alerts{${own},name="queue",exported_severity="odd"} 1`,
      `process_monitor_alerts{${own},kind="book",name="queue"} 1`,
    ]);
  });

  it('hold the cost of the monitor itself', () => {
    const text = prometheusText(liveFamilies([], [ofTree('process_monitor.cpu.time', 0.25)]));
    assert.match(text, /^process_monitor_cpu_seconds_total 0\.25$/m);
  });

  it('keep to OpenMetrics where that is asked for: no suffix at the family, a unit, an end', () => {
    const text = openMetricsText(
      liveFamilies([withValues([current('process.cpu.time', 3), current('nodejs.eventloop.utilization', 0.5)])], []),
    );
    assert.match(
      text,
      /^# TYPE process_cpu_seconds counter\n# UNIT process_cpu_seconds seconds\n# HELP process_cpu_seconds /m,
    );
    assert.match(text, /^# UNIT nodejs_eventloop_utilization_ratio ratio$/m);
    assert.match(text, /^process_cpu_seconds_total\{.*\} 3$/m);
    assert.ok(text.endsWith('\n# EOF\n'));
  });

  it('write numbers so that they read back as the same', () => {
    const values = [0.1 + 0.2, 1e21, 5e-324, Infinity, -Infinity, NaN, -0];
    const families = [
      { name: 'x', type: 'gauge' as const, help: 'X.', samples: values.map((value) => ({ labels: '', value })) },
    ];
    const written = samplesOf(prometheusText(families), 'x').map((line) => line.split(' ')[1]);
    assert.deepEqual(written, ['0.30000000000000004', '1e+21', '5e-324', '+Inf', '-Inf', 'NaN', '0']);
  });
});
