import { inRepository } from '../host/paths';

/** A real program of test/fixtures/programs/faults.js: with a fault, or healthy. */
export interface FaultProgram {
  readonly name: string;
  readonly fault?: Fault;
}

/** A fault that begins at a known second of a program. */
export interface Fault {
  readonly beginsAtSecond: number;
  /** What should be told of it. */
  readonly toast: RegExp;
  /** What fixed limits can tell of it at best: that the metric is too high. */
  readonly limit: RegExp;
  /** The default rule that tells of it; absent where it is an event, or unusual, which can be seen at once. */
  readonly rule?: string;
}

/** Programs of one group run at the same time: those that need a core to themselves run alone. */
export interface FaultGroup {
  readonly seconds: number;
  readonly programs: readonly FaultProgram[];
}

const MEMORY_GROWS: Fault = { beginsAtSecond: 0, toast: /memory grows/, limit: /memory/, rule: 'Memory growth' };

/** All programs. */
export const FAULT_GROUPS: readonly FaultGroup[] = [
  {
    seconds: 150,
    programs: [
      { name: 'leaksMemory', fault: MEMORY_GROWS },
      { name: 'leaksObjects', fault: MEMORY_GROWS },
      {
        name: 'leaksDescriptors',
        fault: {
          beginsAtSecond: 0,
          toast: /file descriptors grow/,
          limit: /file descriptors/,
          rule: 'Descriptor growth',
        },
      },
      { name: 'leaksInChild', fault: MEMORY_GROWS },
      {
        name: 'diesBySignal',
        fault: { beginsAtSecond: 20, toast: /crashed: ended by signal SIGKILL/, limit: /crashed/ },
      },
      { name: 'exitsWithCode', fault: { beginsAtSecond: 20, toast: /crashed: exited with code 3/, limit: /crashed/ } },
      { name: 'changesBehaviour', fault: { beginsAtSecond: 120, toast: /memory .*, usually/, limit: /memory/ } },
      { name: 'idles' },
      { name: 'servesSteadily' },
      { name: 'recyclesMemory' },
      { name: 'readsFiles' },
      { name: 'runsTests' },
    ],
  },
  {
    seconds: 60,
    programs: [
      {
        name: 'pegsCore',
        fault: { beginsAtSecond: 0, toast: /CPU .*, limit 90 %/, limit: /CPU/, rule: 'CPU pegged' },
      },
    ],
  },
  { seconds: 150, programs: [{ name: 'servesInBursts' }, { name: 'builds' }] },
];

/** The command line that runs a program. */
export function faultCommand(name: string): readonly string[] {
  return [process.execPath, inRepository('test', 'fixtures', 'programs', 'faults.js'), name];
}
