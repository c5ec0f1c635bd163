import { statisticsOfValues } from '../../series/statistics';
import { formatText } from '../../shared/units';
import type { DiagnosedRun } from '../diagnosedRun';
import type { Figures } from '../figures';
import { hottestEvidence } from '../hottestEvidence';
import { ownDelays } from '../ownDelays';
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

/** Above this share of a core during stops, they are computing; below, waiting for something synchronous. */
const COMPUTING_CORES = 0.6;

/**
 * The event loop of a Node process stands still again and again, while requests or timers wait for it. A program that
 * does nothing but compute, such as a build, keeps nobody waiting: it is CPU bound.
 */
export function eventLoopBlocked({ processes }: DiagnosedRun): Verdict | undefined {
  const [worst] = processes
    .map((process) => ({ process, delays: ownDelays(process.figures) }))
    .filter(
      ({ process: { figures }, delays }) =>
        shareLate(delays) >= LATE_SHARE &&
        (figures.mean('nodejs.eventloop.utilization') ?? 1) >= LEAST_UTILIZATION &&
        !onlyComputes(figures) &&
        !isCollecting(figures),
    )
    .sort((a, b) => longest(b.delays) - longest(a.delays));
  if (worst === undefined) return undefined;
  const { process, delays } = worst;
  return {
    kind: 'eventLoopBlocked',
    certainty: 'certain',
    title: `Event loop blocked: ${process.name}`,
    evidence: [
      `It stood still for ${formatText(longest(delays), 'seconds')} at p95 of the intervals, and for over ` +
        `${formatText(LATE_SECONDS, 'seconds')} in ${formatText(shareLate(delays), 'ratio')} of them.`,
      ...causeOf(process.figures),
      ...hottestEvidence(process),
    ],
    capture: 'cpuProfile',
    process: process.key,
    advice:
      'Record a CPU profile while it happens: what stands on the stack is to be made asynchronous, split, or moved to a worker.',
  };
}

/** Where most of what the loop does is collecting garbage, that is what holds it up. */
function isCollecting(figures: Figures): boolean {
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
