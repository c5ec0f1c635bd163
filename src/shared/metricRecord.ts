import type { AlertRuleSettings } from './alertRuleSettings';

/** How a value behaves: a counter only grows (until a reset), a gauge goes up and down. */
export type Instrument = 'counter' | 'gauge';

/** Base unit of a stored value, as UCUM text in the way of OpenTelemetry: seconds, bytes, or a count of things. */
export type Unit =
  | 's'
  | 'By'
  | '1'
  | '{cpu}'
  | '{thread}'
  | '{file_descriptor}'
  | '{process}'
  | '{event}'
  | '{request}'
  | '{resource}'
  | '{value}';

/** The charts of the panel, in the order in which they stand there. */
export const CHARTS = [
  { id: 'cpu', title: 'CPU' },
  { id: 'memory', title: 'Memory' },
  { id: 'eventLoop', title: 'Event loop delay' },
  { id: 'requests', title: 'Requests' },
  { id: 'responseTime', title: 'Response time' },
  { id: 'application', title: 'Application values' },
  { id: 'applicationRates', title: 'Application counters' },
  { id: 'applicationDistributions', title: 'Application distributions' },
  { id: 'heap', title: 'Heap' },
  { id: 'io', title: 'I/O' },
  { id: 'disk', title: 'Disk' },
  { id: 'threads', title: 'Threads and processes' },
  { id: 'descriptors', title: 'File descriptors' },
  { id: 'switches', title: 'Context switches' },
  { id: 'faults', title: 'Page faults' },
  { id: 'utilization', title: 'Event loop utilization' },
  { id: 'garbage', title: 'Garbage collection' },
  { id: 'resources', title: 'Active resources' },
  { id: 'sentRequests', title: 'Outgoing requests' },
  { id: 'machine', title: 'Machine' },
  { id: 'machineMemory', title: 'Machine memory' },
] as const satisfies readonly { id: string; title: string }[];

export type ChartId = (typeof CHARTS)[number]['id'];

/** A breakdown of a metric: one series for each value of the attribute, beside the series of their sum. */
export interface Breakdown {
  readonly attribute: string;
  readonly values: readonly string[];
  /** Where the parts that are told do not make up the whole: the name under which they are exported to Prometheus. */
  readonly prometheusName?: string;
}

/** What the catalogue says of one metric. */
export interface MetricRecord {
  readonly name: string;
  /** The name under which it is exported to Prometheus. */
  readonly prometheusName: string;
  /** It is a quantile of a distribution: exported to Prometheus as one of a summary, with this as label. */
  readonly quantile?: string;
  readonly instrument: Instrument;
  readonly unit: Unit;
  readonly title: string;
  readonly description: string;
  /**
   * What a value over the whole tree is made of: the sum over its processes, the largest, the largest of those that have
   * one (a process without requests has no response time), or the tree's alone.
   */
  readonly total: 'sum' | 'max' | 'largestKnown' | 'treeOnly';
  readonly breakdown?: Breakdown;
  /**
   * The chart that draws it, and which series: the sum, one for each value of the breakdown, or one for each set of
   * attributes that there is, where nobody knows them beforehand.
   */
  readonly chart?: { readonly id: ChartId; readonly draw: 'sum' | 'breakdown' | 'attributes' };
  /** Whether it has a row in the table of statistics; `whenCounted`: only once it has counted something. */
  readonly inStatistics: boolean | 'whenCounted';
  /** Alert rules that are on from the start. */
  readonly defaultAlerts?: readonly Omit<AlertRuleSettings, 'metric' | 'event'>[];
  /**
   * The tree's total is watched for anomalies, and a difference from the usual that is smaller than this, in the unit of
   * what is shown, is none that a person cares for; absent for a metric that is not watched.
   */
  readonly leastDifference?: number;
  /** It gets worse when the machine gives the process too little CPU: then no rule judges it. */
  readonly suffersFromStarvation?: boolean;
}
