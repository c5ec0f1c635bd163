import type { VerdictKind } from '../../../src/shared/diagnosis';

/** A real program of test/fixtures/programs/diagnosis.js, what is to be said of it, and how it is asked meanwhile. */
export interface DiagnosisProgram {
  readonly name: string;
  /** Absent for a healthy one. */
  readonly expected?: VerdictKind;
  /** The function that a CPU profile is to name among its first three. */
  readonly guilty?: string;
  /** Requests a second that it gets; none where it is no server. */
  readonly requestsPerSecond?: number;
  /** Whether the requests come in bursts: five seconds of them, then ten of rest. */
  readonly isBursty?: boolean;
  /** For Node. */
  readonly flags?: readonly string[];
  /** Whether it asks another service, which is slow, and is told where. */
  readonly hasDownstream?: boolean;
}

/** Programs that run at the same time: those of one group leave each other the processors that they need. */
export interface DiagnosisGroup {
  readonly seconds: number;
  readonly programs: readonly DiagnosisProgram[];
}

/** All programs. Growth takes the longest to be sure of, and none of those that grow needs much of a processor. */
export const DIAGNOSIS_GROUPS: readonly DiagnosisGroup[] = [
  {
    seconds: 110,
    programs: [
      { name: 'unboundedCache', expected: 'memoryGrowth', requestsPerSecond: 20 },
      { name: 'listenerLeak', expected: 'memoryGrowth', requestsPerSecond: 20 },
      { name: 'timerLeak', expected: 'handleLeak', requestsPerSecond: 10 },
      { name: 'unclosedSockets', expected: 'descriptorLeak', requestsPerSecond: 5 },
      { name: 'unclosedFiles', expected: 'descriptorLeak', requestsPerSecond: 5 },
      { name: 'slowDownstream', expected: 'waiting', requestsPerSecond: 5, hasDownstream: true },
      { name: 'fullHeap', expected: 'memoryLimit', flags: ['--max-old-space-size=300'] },
      { name: 'failures', expected: 'errors', requestsPerSecond: 10 },
      { name: 'idles' },
      { name: 'servesSteadily', requestsPerSecond: 20 },
      { name: 'recyclesMemory' },
      { name: 'readsFiles' },
    ],
  },
  {
    seconds: 40,
    programs: [
      { name: 'regularExpression', expected: 'eventLoopBlocked', guilty: 'validateName', requestsPerSecond: 1 },
      { name: 'forkStorm', expected: 'processStorm' },
    ],
  },
  {
    seconds: 40,
    programs: [
      { name: 'synchronousReads', expected: 'eventLoopBlocked', guilty: 'readReport', requestsPerSecond: 1 },
      { name: 'servesInBursts', requestsPerSecond: 30, isBursty: true },
    ],
  },
  {
    seconds: 40,
    programs: [
      { name: 'largeJson', expected: 'eventLoopBlocked', guilty: 'copyCatalogue', requestsPerSecond: 0.3 },
      { name: 'runsTests' },
    ],
  },
  { seconds: 40, programs: [{ name: 'busyWorker', expected: 'cpuBound', guilty: 'crunch', requestsPerSecond: 5 }] },
  { seconds: 40, programs: [{ name: 'busyMain', expected: 'cpuBound', guilty: 'findPrimes' }] },
  { seconds: 40, programs: [{ name: 'garbage', expected: 'gcBound', requestsPerSecond: 2 }] },
];
