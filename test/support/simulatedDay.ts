import { MonitorHub } from '../../src/monitoring/monitorHub';
import { Sampler } from '../../src/sampling/sampler';
import type { ProcessSource, ReadResult } from '../../src/sampling/processSource';
import { METRICS } from '../../src/shared/metrics';
import { attributesOf, type ProcessIdentity, type ProcessInfo, type Reading } from '../../src/shared/sample';
import { FakeClock } from './fakeClock';
import { seededRandom } from './seededRandom';

/** What a simulated time left behind. */
export interface Simulated {
  readonly rounds: number;
  readonly samples: number;
  readonly seriesBytes: number;
  /** The heap after each simulated hour, after a collection of garbage, bytes; empty where none can be asked for. */
  readonly heapBytes: readonly number[];
  readonly pendingTimers: number;
  readonly cpuTotals: readonly number[];
  /** How often the clock was set, the machine slept, and the interval was changed. */
  readonly disturbances: number;
  /** Of the minutes that followed one, those in which nothing was sampled. */
  readonly silentMinutes: number;
}

/** What happens beside the passing of time. */
export interface SimulatedWeather {
  /** Every two and a half minutes the wall clock jumps, the machine sleeps, or the interval is changed. */
  readonly isDisturbed?: boolean;
}

const DISTURBED_EVERY_SECONDS = 150;
const INTERVALS_MS = [500, 1000, 2000, 5000];

const WORKERS = 10;

/**
 * Runs the real sampler, hub and store on a fake clock: one session of eleven processes, of which one is replaced every
 * ten seconds, sampled once a second.
 */
export async function simulate(hours: number, { isDisturbed = false }: SimulatedWeather = {}): Promise<Simulated> {
  const clock = new FakeClock();
  const hub = new MonitorHub();
  const source = new ChurningSource(clock);
  const cpuTotals: number[] = [];
  let rounds = 0;
  const sampler = new Sampler(
    {
      source,
      clock,
      cpuSeconds: () => 0,
      droppedSamples: () => hub.droppedSamples,
      log: () => undefined,
      onRound: (round) => {
        rounds += 1;
        hub.ingest(round.sessionId, round);
        const rate = hub.series('s', { metric: 'process.cpu.time' })?.latest;
        if (rate !== undefined) cpuTotals.push(rate);
      },
      onSelf: (timeMs, readings) => {
        hub.ingestSelf(timeMs, readings);
      },
      onStatus: () => undefined,
    },
    1000,
  );
  const [root] = source.table;
  if (root === undefined) throw new Error('the simulated tree has no root');
  hub.begin({ id: 's', name: 'day', type: 'test', startedAtMs: clock.nowMs() });
  hub.ingest('s', { kind: 'target', timeMs: clock.nowMs(), process: root, debuggee: 's' });
  sampler.watch('s', [root]);
  const random = seededRandom(2);
  const disturb = async (): Promise<void> => {
    const jumpMs = Math.round((random() - 0.5) * 2 * 86_400_000);
    const kind = Math.floor(random() * 3);
    if (kind === 0) clock.stepWall(jumpMs);
    else if (kind === 1) await clock.block(Math.abs(jumpMs) / 24);
    else sampler.setIntervalMs(INTERVALS_MS[Math.floor(random() * INTERVALS_MS.length)] ?? 1000);
  };
  let disturbances = 0;
  let silentMinutes = 0;
  let roundsBefore = 0;
  const heapBytes: number[] = [];
  for (let hour = 0; hour < hours; hour += 1) {
    for (let second = 0; second < Math.min(1, hours - hour) * 3600; second += 1) {
      if (second % 10 === 0) source.replaceOne();
      await clock.advance(1000);
      hub.tick(clock.nowMs(), clock.wallMs());
      if (!isDisturbed) continue;
      if (second % DISTURBED_EVERY_SECONDS === 60 && rounds === roundsBefore) silentMinutes += 1;
      if (second % DISTURBED_EVERY_SECONDS !== 0) continue;
      await disturb();
      disturbances += 1;
      roundsBefore = rounds;
    }
    if (globalThis.gc !== undefined) {
      globalThis.gc();
      heapBytes.push(process.memoryUsage().heapUsed);
    }
  }
  sampler.dispose();
  const seriesBytes = hub.monitor('s')?.store.bytes ?? 0;
  const samples = source.readCount;
  const pendingTimers = clock.pending;
  return { rounds, samples, seriesBytes, heapBytes, pendingTimers, cpuTotals, disturbances, silentMinutes };
}

/** A tree of made-up processes whose counters grow at a tenth of a core each. */
class ChurningSource implements ProcessSource {
  readonly name = 'procfs';
  readonly metrics = METRICS.map((metric) => metric.name);
  readonly minIntervalMs = 100;
  readonly table: ProcessInfo[] = [];
  readCount = 0;
  private nextPid = 100;
  private readonly random = seededRandom(1);

  constructor(private readonly clock: FakeClock) {
    this.add(1);
    for (let worker = 0; worker < WORKERS; worker += 1) this.add(100);
  }

  replaceOne(): void {
    this.table.splice(1, 1);
    this.add(100);
  }

  findMarked(): Promise<readonly []> {
    return Promise.resolve([]);
  }

  list(): Promise<readonly ProcessInfo[]> {
    return Promise.resolve([...this.table]);
  }

  find(pid: number): Promise<ProcessInfo | undefined> {
    return Promise.resolve(this.table.find((process) => process.pid === pid));
  }

  read(processes: readonly ProcessIdentity[]): Promise<readonly ReadResult[]> {
    return Promise.resolve(processes.map((process) => this.readOne(process)));
  }

  readProportionalMemory(): Promise<{ readonly kind: 'gone' }> {
    return Promise.resolve({ kind: 'gone' });
  }

  describe(): Promise<string | undefined> {
    return Promise.resolve('node worker.js');
  }

  release(): void {
    // Nothing is kept.
  }

  dispose(): void {
    // Nothing is kept.
  }

  private add(parentPid: number): void {
    this.table.push({ pid: this.nextPid, parentPid, startTimeMs: this.clock.nowMs(), name: 'node' });
    this.nextPid += 1;
  }

  private readOne(process: ProcessIdentity): ReadResult {
    const timeMs = this.clock.nowMs();
    const ageSeconds = (timeMs - process.startTimeMs) / 1000;
    const readings = METRICS.filter(({ total }) => total !== 'treeOnly').flatMap(
      ({ name, instrument, breakdown }): Reading[] => {
        const value = instrument === 'counter' ? ageSeconds / 10 : 1e6 * (1 + this.random());
        const parts = (breakdown?.values ?? []).map((part): Reading => {
          return { metric: name, attributes: attributesOf({ [breakdown?.attribute ?? '']: part }), value: value / 2 };
        });
        return [{ metric: name, attributes: '', value }, ...parts];
      },
    );
    this.readCount += readings.length;
    return { kind: 'read', process, timeMs, state: 'running', readings };
  }
}
