import type { ToldSeries } from '../told/toldSeries';
import type { PerfData } from './parsePerfData';

/**
 * What a JVM's own counters tell, under the names of OpenTelemetry where these have one: memory in bytes, time in
 * seconds. Where a collector brings the use of its spaces up to date only when it has collected, as G1 does, that is how it
 * was then.
 */
export function toldByPerfData(data: PerfData): readonly ToldSeries[] {
  return [
    ...spaces(data),
    ...collectors(data),
    ...pool(data, 'metaspace', 'Metaspace'),
    ...pool(data, 'compressedclassspace', 'Compressed Class Space'),
    ...one('gauge', 'jvm.thread.count', data.get('java.threads.live')),
    ...one('gauge', 'jvm.thread.daemon.count', data.get('java.threads.daemon')),
    ...one('counter', 'jvm.class.loaded', data.get('java.cls.loadedClasses')),
    ...one('counter', 'jvm.class.unloaded', data.get('java.cls.unloadedClasses')),
    ...one('counter', 'jvm.safepoint.count', data.get('sun.rt.safepoints')),
    ...one('counter', 'jvm.safepoint.time', secondsOf(data, 'sun.rt.safepointTime')),
    ...one('counter', 'jvm.safepoint.sync_time', secondsOf(data, 'sun.rt.safepointSyncTime')),
  ];
}

/** Of what is counted up there are a few; a file may say anything. */
const MOST = 8;

function spaces(data: PerfData): readonly ToldSeries[] {
  const heap = numbered((generation) =>
    numbered((space) => {
      const prefix = `sun.gc.generation.${generation}.space.${space}`;
      const name = data.get(`${prefix}.name`);
      return typeof name === 'string' ? [{ prefix, name }] : [];
    }),
  );
  const sum = (what: string): number | undefined => {
    const values = heap.map(({ prefix }) => data.get(`${prefix}.${what}`)).filter((value) => typeof value === 'number');
    return values.length === 0 ? undefined : values.reduce((total, value) => total + value, 0);
  };
  return [
    ...one('gauge', 'jvm.memory.used', sum('used'), { 'jvm.memory.type': 'heap' }),
    ...one('gauge', 'jvm.memory.committed', sum('capacity'), { 'jvm.memory.type': 'heap' }),
    ...heap.flatMap(({ prefix, name }) =>
      one('gauge', 'jvm.memory.used', data.get(`${prefix}.used`), { 'jvm.memory.pool.name': name }),
    ),
  ];
}

function collectors(data: PerfData): readonly ToldSeries[] {
  return numbered((i) => {
    const prefix = `sun.gc.collector.${i}`;
    const name = data.get(`${prefix}.name`);
    if (typeof name !== 'string') return [];
    return [
      ...one('counter', 'jvm.gc.count', data.get(`${prefix}.invocations`), { 'jvm.gc.name': name }),
      ...one('counter', 'jvm.gc.time', secondsOf(data, `${prefix}.time`), { 'jvm.gc.name': name }),
    ];
  });
}

function pool(data: PerfData, key: string, name: string): readonly ToldSeries[] {
  return one('gauge', 'jvm.memory.used', data.get(`sun.gc.${key}.used`), { 'jvm.memory.pool.name': name });
}

function numbered<T>(list: (i: number) => readonly T[]): readonly T[] {
  return Array.from({ length: MOST }, (_, i) => list(i)).flat();
}

/** A time in ticks of the JVM's clock as seconds; undefined where either is not told. */
function secondsOf(data: PerfData, name: string): number | undefined {
  const [ticks, frequency] = [data.get(name), data.get('sun.os.hrt.frequency')];
  if (typeof ticks !== 'number' || typeof frequency !== 'number' || frequency <= 0) return undefined;
  return ticks / frequency;
}

/** Empty where the value is not told, or is none that memory, time or a count can have. */
function one(
  type: 'gauge' | 'counter',
  name: string,
  value: number | string | undefined,
  attributes: Readonly<Record<string, string>> = {},
): readonly ToldSeries[] {
  if (typeof value !== 'number' || !(value >= 0)) return [];
  return [{ type, name, attributes: Object.entries(attributes), value }];
}
