import { statisticsOfValues } from '../../series/statistics';
import { formatText } from '../../shared/units';
import type { DiagnosedProcess, DiagnosedRun } from '../diagnosedRun';
import type { Figures } from '../figures';
import { hottestEvidence } from '../hottestEvidence';
import { ownDelays } from '../ownDelays';
import { longestSilence, type Silence } from '../silence';
import type { Verdict } from '../../shared/diagnosis';

/** A timer that is so late is felt; one such stop a minute is no trouble yet. */
const LATE_SECONDS = 0.1;
const LATE_SHARE = 0.1;

/** A loop that works for such a share of the time waits for nothing. */
const ALWAYS_BUSY = 0.95;

/** A loop that stands still works for that time. Timers that come late while it rests are the doing of a busy machine. */
const LEAST_UTILIZATION = 0.02;

/** The share of the loop's work from which on garbage collection is what it does. */
const COLLECTING_SHARE = 0.5;

/** Collections of heaps of ordinary size are over within a part of this. */
const LONGEST_COLLECTION_SECONDS = 1;

/** Above this share of a core during stops, they are computing; below, waiting for something synchronous. */
const COMPUTING_CORES = 0.6;

/**
 * The event loop of a Node process stands still again and again, while requests or timers wait for it. A program that
 * does nothing but compute, such as a build, keeps nobody waiting: it is CPU bound.
 */
export function eventLoopBlocked({ processes }: DiagnosedRun): Verdict | undefined {
  const [worst] = processes
    .map(stopsOf)
    .filter(
      ({ process: { figures }, delays, isSure }) =>
        shareLate(delays) >= LATE_SHARE &&
        // A loop that does not come round does not tell how much it works.
        (!isSure || (figures.mean('nodejs.eventloop.utilization') ?? 1) >= LEAST_UTILIZATION) &&
        !onlyComputes(figures) &&
        !isCollecting(figures, delays),
    )
    .sort((a, b) => longest(b.delays) - longest(a.delays));
  if (worst === undefined) return undefined;
  const { process, delays, silence, isSure } = worst;
  return {
    kind: 'eventLoopBlocked',
    certainty: isSure ? 'certain' : 'likely',
    title: `Event loop blocked: ${process.name}`,
    evidence: [
      `It stood still for ${formatText(longest(delays), 'seconds')} at p95 of the intervals, and for over ` +
        `${formatText(LATE_SECONDS, 'seconds')} in ${formatText(shareLate(delays), 'ratio')} of them.`,
      ...(silence === undefined
        ? []
        : [
            `For ${formatText(silence.seconds, 'seconds')} it told nothing and used the processor for ` +
              `${formatText(silence.computedSeconds, 'seconds')}: it did not come round.`,
          ]),
      ...causeOf(process.figures),
      ...hottestEvidence(process),
    ],
    capture: 'cpuProfile',
    process: process.key,
    advice:
      'Record a CPU profile while it happens: what stands on the stack is to be made asynchronous, split, or moved to a worker.',
  };
}

/** How long the loop of a process stood still, by what it told and by where it fell silent. */
interface Stops {
  readonly process: DiagnosedProcess;
  readonly delays: readonly number[];
  readonly silence: Silence | undefined;
  /** Whether what was told is enough: a silence may have another reason. */
  readonly isSure: boolean;
}

function stopsOf(process: DiagnosedProcess): Stops {
  const told = ownDelays(process.figures);
  const silence = longestSilence(process.figures);
  const silent = silence === undefined ? [] : new Array<number>(silence.rounds).fill(silence.computedSeconds);
  return {
    process,
    delays: [...told, ...silent],
    silence,
    isSure: silence === undefined || shareLate(told) >= LATE_SHARE,
  };
}

/**
 * Where most of what the loop does is collecting garbage, that is what holds it up, unless it stands still for longer than
 * a collection takes: then a function runs in which garbage is collected again and again.
 */
function isCollecting(figures: Figures, delays: readonly number[]): boolean {
  if (longest(delays) >= LONGEST_COLLECTION_SECONDS) return false;
  const collecting = figures.mean('v8js.gc.duration') ?? 0;
  return collecting >= COLLECTING_SHARE * (figures.mean('nodejs.eventloop.utilization') ?? 1);
}

function shareLate(delays: readonly number[]): number {
  return delays.length === 0 ? 0 : delays.filter((delay) => delay >= LATE_SECONDS).length / delays.length;
}

/** The 95th percentile. */
function longest(delays: readonly number[]): number {
  return statisticsOfValues(Float64Array.from(delays))?.p95 ?? 0;
}

function onlyComputes(figures: Figures): boolean {
  const isBusy = (figures.mean('nodejs.eventloop.utilization') ?? 0) >= ALWAYS_BUSY;
  return isBusy && (figures.mean('http.server.request.count') ?? 0) === 0;
}

/** The loop is busy while it is blocked; whether the processor is, tells computing from waiting. */
function causeOf(figures: Figures): readonly string[] {
  const cores = figures.mean('process.cpu.time');
  const utilization = figures.mean('nodejs.eventloop.utilization');
  if (cores === undefined || utilization === undefined || utilization < 0.05) return [];
  const isComputing = cores / utilization >= COMPUTING_CORES;
  return [
    isComputing
      ? 'Meanwhile it uses the processor: it computes.'
      : 'Meanwhile it hardly uses the processor: it waits for something synchronous, such as a file, a lock or a child process.',
  ];
}
