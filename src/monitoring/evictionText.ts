import type { Eviction } from '../series/eviction';

/** Says what a store gave up, for people. */
export function evictionText(eviction: Eviction): string {
  switch (eviction.kind) {
    case 'process':
      return 'The store is full: series of exited processes were given up, the oldest first';
    case 'history':
      return 'The store is full: the oldest values were given up';
    case 'refused':
      return `There are ${eviction.maxSeries} series: of further processes only the newest values are shown`;
  }
}
