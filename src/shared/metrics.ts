import { APPLICATION_RECORDS } from './applicationMetrics';
import { EVENT_LOOP_RECORDS } from './eventLoopMetrics';
import { HTTP_RECORDS } from './httpMetrics';
import type { MetricRecord } from './metricRecord';
import { OWN_RECORDS } from './ownMetrics';
import { SYSTEM_RECORDS } from './systemMetrics';
import { V8_RECORDS } from './v8Metrics';

export { CHARTS, type Breakdown, type ChartId, type Instrument, type Unit } from './metricRecord';

const RECORDS = [
  {
    name: 'process.cpu.time',
    prometheusName: 'process_cpu_seconds_total',
    instrument: 'counter',
    unit: 's',
    title: 'CPU',
    description: 'CPU time used; its rate is the number of cores kept busy, shown as per cent of one core.',
    total: 'sum',
    breakdown: { attribute: 'cpu.mode', values: ['user', 'system'] },
    chart: { id: 'cpu', draw: 'breakdown' },
    inStatistics: true,
    defaultAlerts: [
      {
        name: 'CPU pegged',
        scope: 'process',
        threshold: '90 %',
        exitThreshold: '70 %',
        for: '30 s',
      },
    ],
    leastDifference: 0.25,
  },
  {
    name: 'process.cpu.wait_time',
    prometheusName: 'process_cpu_wait_seconds_total',
    instrument: 'counter',
    unit: 's',
    title: 'CPU wait',
    description:
      'Time that threads were ready to run and waited for a processor; its rate is the number of cores that were wanted and not got.',
    total: 'sum',
    inStatistics: true,
  },
  {
    name: 'process.memory.usage',
    prometheusName: 'process_resident_memory_bytes',
    instrument: 'gauge',
    unit: 'By',
    title: 'Memory',
    description: 'Resident memory. A sum over processes counts the pages that they share more than once.',
    total: 'sum',
    chart: { id: 'memory', draw: 'sum' },
    inStatistics: true,
    defaultAlerts: [
      { name: 'Memory', threshold: '80 %', critical: '95 %', for: '10 s' },
      { name: 'Memory growth', aggregate: 'slope', window: '60 s', threshold: '20 MB/min', for: '40 s' },
      {
        name: 'Slow memory growth',
        aggregate: 'slope',
        window: '10 min',
        threshold: '1 MB/min',
        for: '5 min',
        notify: 'statusBar',
      },
    ],
    leastDifference: 50e6,
  },
  {
    name: 'process.memory.pss',
    prometheusName: 'process_proportional_memory_bytes',
    instrument: 'gauge',
    unit: 'By',
    title: 'Proportional memory',
    description: 'Memory with shared pages divided among those that share them; measured on demand only.',
    total: 'sum',
    inStatistics: false,
  },
  {
    name: 'process.memory.virtual',
    prometheusName: 'process_virtual_memory_bytes',
    instrument: 'gauge',
    unit: 'By',
    title: 'Virtual memory',
    description: 'Reserved address space, whether or not memory stands behind it.',
    total: 'sum',
    inStatistics: true,
  },
  {
    name: 'process.io',
    prometheusName: 'process_io_bytes_total',
    instrument: 'counter',
    unit: 'By',
    title: 'I/O',
    description: 'Bytes that passed through read and write calls, on files, pipes and sockets alike.',
    total: 'sum',
    breakdown: { attribute: 'io.direction', values: ['read', 'write'] },
    chart: { id: 'io', draw: 'breakdown' },
    inStatistics: true,
  },
  {
    name: 'process.disk.io',
    prometheusName: 'process_disk_io_bytes_total',
    instrument: 'counter',
    unit: 'By',
    title: 'Disk I/O',
    description: 'Bytes fetched from and sent to storage; what the page cache answers is not counted.',
    total: 'sum',
    breakdown: { attribute: 'disk.io.direction', values: ['read', 'write'] },
    chart: { id: 'disk', draw: 'breakdown' },
    inStatistics: true,
  },
  {
    name: 'process.thread.count',
    prometheusName: 'process_threads',
    instrument: 'gauge',
    unit: '{thread}',
    title: 'Threads',
    description: 'Operating system threads.',
    total: 'sum',
    chart: { id: 'threads', draw: 'sum' },
    inStatistics: true,
    leastDifference: 10,
  },
  {
    name: 'process.count',
    prometheusName: 'process_tree_processes',
    instrument: 'gauge',
    unit: '{process}',
    title: 'Processes',
    description: 'Living processes of the tree, without the helpers of the debugger.',
    total: 'treeOnly',
    chart: { id: 'threads', draw: 'sum' },
    inStatistics: true,
  },
  {
    name: 'process.unix.file_descriptor.count',
    prometheusName: 'process_open_fds',
    instrument: 'gauge',
    unit: '{file_descriptor}',
    title: 'File descriptors',
    description: 'Open files, sockets, pipes and other descriptors.',
    total: 'sum',
    chart: { id: 'descriptors', draw: 'sum' },
    inStatistics: true,
    defaultAlerts: [
      { name: 'Descriptor growth', aggregate: 'slope', window: '60 s', threshold: '10 /min', for: '30 s' },
    ],
    leastDifference: 20,
  },
  {
    name: 'process.context_switches',
    prometheusName: 'process_context_switches_total',
    instrument: 'counter',
    unit: '{event}',
    title: 'Context switches',
    description: 'Switches away from the CPU: voluntary while waiting, involuntary when others were due.',
    total: 'sum',
    breakdown: { attribute: 'process.context_switch.type', values: ['voluntary', 'involuntary'] },
    chart: { id: 'switches', draw: 'breakdown' },
    inStatistics: true,
  },
  {
    name: 'process.paging.faults',
    prometheusName: 'process_paging_faults_total',
    instrument: 'counter',
    unit: '{event}',
    title: 'Page faults',
    description: 'Page faults: major ones had to wait for storage, minor ones had not.',
    total: 'sum',
    breakdown: { attribute: 'process.paging.fault_type', values: ['minor', 'major'] },
    chart: { id: 'faults', draw: 'breakdown' },
    inStatistics: true,
  },
  {
    name: 'process.uptime',
    prometheusName: 'process_uptime_seconds',
    instrument: 'gauge',
    unit: 's',
    title: 'Uptime',
    description: 'Time since the process started.',
    total: 'max',
    inStatistics: false,
  },
  {
    name: 'process.startup.time',
    prometheusName: 'process_startup_seconds',
    instrument: 'gauge',
    unit: 's',
    title: 'Time to first answer',
    description:
      'From the start until the program first answered a health check (http, tcp or command) or, reporting from inside, a request.',
    total: 'treeOnly',
    inStatistics: false,
  },
  ...EVENT_LOOP_RECORDS,
  ...HTTP_RECORDS,
  ...V8_RECORDS,
  ...APPLICATION_RECORDS,
  ...SYSTEM_RECORDS,
  ...OWN_RECORDS,
] as const satisfies readonly MetricRecord[];

/** The name of a metric of the catalogue. */
export type MetricName = (typeof RECORDS)[number]['name'];

/** One record of the catalogue; its name is its identity: the OpenTelemetry name. */
export interface Metric extends MetricRecord {
  readonly name: MetricName;
}

/**
 * THE metric catalogue: whatever is charted, counted, exported or ruled upon is declared here once.
 *
 * Names follow the OpenTelemetry semantic conventions for processes, Node.js, V8 and HTTP where these have one; what they lack is named in
 * their manner. Sources: proc_pid_stat(5), proc_pid_io(5), proc_pid_status(5), and sched-stats.rst of the kernel's
 * documentation.
 */
export const METRICS: readonly Metric[] = RECORDS;

const byName = new Map<string, Metric>(METRICS.map((metric) => [metric.name, metric]));

/** The record of a metric of the catalogue. */
export function metricOf(name: MetricName): Metric {
  const metric = byName.get(name);
  if (metric === undefined) throw new Error(`metric ${name} is not in the catalogue`);
  return metric;
}

/** Whether a text from outside names a metric of the catalogue. */
export function isMetricName(name: string): name is MetricName {
  return byName.has(name);
}
