import { cpuBound } from './causes/cpuBound';
import { errors } from './causes/errors';
import { eventLoopBlocked } from './causes/eventLoopBlocked';
import { gcBound } from './causes/gcBound';
import { descriptorLeak, handleLeak, memoryGrowth } from './causes/growing';
import { memoryLimit } from './causes/memoryLimit';
import { processStorm } from './causes/processStorm';
import { starved } from './causes/starved';
import { waiting } from './causes/waiting';
import type { DiagnosedRun } from './diagnosedRun';
import type { Verdict } from '../shared/diagnosis';

/** With fewer samples in the range nothing is said. */
const FEWEST_SAMPLES = 15;

/** What explains others comes first: a starved program is slow for no reason of its own. */
const CAUSES: readonly ((run: DiagnosedRun) => Verdict | undefined)[] = [
  starved,
  memoryLimit,
  eventLoopBlocked,
  gcBound,
  cpuBound,
  processStorm,
  descriptorLeak,
  handleLeak,
  memoryGrowth,
  errors,
  waiting,
];

/**
 * What a run suffers from over a range of time, the most telling first. Never empty: that nothing is wrong, or that
 * there is too little to tell, are verdicts too.
 */
export function diagnose(run: DiagnosedRun): Verdict[] {
  const samples = run.tree.statistics('process.cpu.time')?.count ?? 0;
  if (samples < FEWEST_SAMPLES) {
    return [
      {
        kind: 'notEnoughData',
        certainty: 'certain',
        title: 'Not enough data yet',
        evidence: [`${samples} of ${FEWEST_SAMPLES} samples.`],
      },
    ];
  }
  const found = CAUSES.flatMap((cause) => cause(run) ?? []);
  // What looks like trouble of the program is, while it gets too little of the processors, that of the machine.
  const isStarved = found.some(({ kind }) => kind === 'starved');
  const own = isStarved ? found.filter(({ kind }) => !SUFFERS_FROM_STARVATION.has(kind)) : found;
  const isSlow = found.some(({ kind }) => kind === 'starved' || kind === 'eventLoopBlocked');
  const verdicts = own.map((verdict): Verdict =>
    isSlow && PILES_UP.has(verdict.kind) ? { ...verdict, certainty: 'likely' } : verdict,
  );
  // A guess stands behind what is sure, which may explain it: sockets that are not closed take memory too.
  const inOrder = verdicts.toSorted((a, b) => Number(b.certainty === 'certain') - Number(a.certainty === 'certain'));
  return inOrder.length > 0 ? inOrder : [HEALTHY];
}

const SUFFERS_FROM_STARVATION: ReadonlySet<Verdict['kind']> = new Set(['waiting']);

/** What waits for a slow program holds descriptors and handles too, and lets go of them once it is answered. */
const PILES_UP: ReadonlySet<Verdict['kind']> = new Set(['descriptorLeak', 'handleLeak']);

const HEALTHY: Verdict = {
  kind: 'healthy',
  certainty: 'likely',
  title: 'Nothing unusual',
  evidence: ['No cause of trouble that the monitor knows shows in the figures.'],
};
