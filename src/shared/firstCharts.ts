import type { ChartId } from './metricRecord';

/** What a person sees first, where a program has it; the rest is one click away in the tiles. */
export const FIRST_CHARTS: readonly ChartId[] = [
  'cpu',
  'memory',
  'eventLoop',
  'requests',
  'responseTime',
  'application',
  'applicationRates',
  'applicationDistributions',
  'heap',
  'io',
  'disk',
  'threads',
  'descriptors',
];
