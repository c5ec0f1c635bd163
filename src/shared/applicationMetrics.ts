import type { MetricRecord } from './metricRecord';

/** What a program tells of itself with one line of code, by the names that it gives. */
export const APPLICATION_RECORDS = [
  {
    name: 'app.value',
    prometheusName: 'application_value',
    instrument: 'gauge',
    unit: '{value}',
    title: 'Application values',
    description: 'What the program set with processMonitor.gauge, or tells as gauges. By name and its attributes.',
    total: 'sum',
    chart: { id: 'application', draw: 'attributes' },
    inStatistics: false,
  },
  {
    name: 'app.count',
    prometheusName: 'application_events_total',
    instrument: 'counter',
    unit: '{event}',
    title: 'Application counters',
    description:
      'What the program counted with processMonitor.counter or histogram, or tells as counters. By name and its attributes.',
    total: 'sum',
    chart: { id: 'applicationRates', draw: 'attributes' },
    inStatistics: false,
  },
  {
    name: 'app.distribution',
    prometheusName: 'application_distribution',
    instrument: 'gauge',
    unit: '{value}',
    title: 'Application distributions',
    description:
      'Percentiles of what the program passed to processMonitor.histogram, or tells as histograms and summaries. By name, quantile and its attributes.',
    total: 'largestKnown',
    chart: { id: 'applicationDistributions', draw: 'attributes' },
    inStatistics: false,
  },
  {
    name: 'process_monitor.agent.dropped',
    prometheusName: 'process_monitor_agent_dropped_total',
    instrument: 'counter',
    unit: '{event}',
    title: 'Dropped application values',
    description: 'What the program told of itself, but beyond the bounds: too many series, names too long, no numbers.',
    total: 'sum',
    inStatistics: 'whenCounted',
  },
] as const satisfies readonly MetricRecord[];
