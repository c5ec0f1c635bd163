import type { HotFunction } from '../../../src/shared/capture';
import type { Verdict } from '../../../src/shared/diagnosis';
import { inRepository } from '../../host/paths';
import type { DiagnosisGroup, DiagnosisProgram } from './diagnosisPrograms';
import type { MonitoredPrograms } from './monitoredPrograms';
import { programArguments, startLoad } from './programLoad';

/** What was said of a program at the end. */
export interface DiagnosedProgram {
  readonly program: DiagnosisProgram;
  readonly verdicts: readonly Verdict[];
  /** The functions that its CPU profile names; empty where none was recorded. */
  readonly hottest: readonly HotFunction[];
}

/** Runs the programs of a group side by side, under their load, and returns what is said of each; `downstream` is a slow service. */
export function diagnoseGroup(
  monitored: MonitoredPrograms,
  { programs, seconds }: DiagnosisGroup,
  downstream: string,
): Promise<readonly DiagnosedProgram[]> {
  return Promise.all(programs.map((program) => diagnoseOne(monitored, program, seconds, downstream)));
}

/** A guilty function must be among so many. */
const MOST_NAMED = 3;

/**
 * Of a faulty program whether the first verdict is the expected one; of a healthy one whether nothing is said with
 * certainty against it. That the machine is busy with other programs is true of any, and no fault of its own.
 */
export function isRight({ program: { expected }, verdicts }: DiagnosedProgram): boolean {
  const own = verdicts.filter(({ kind }) => kind !== 'starved');
  if (expected !== undefined) return own[0]?.kind === expected;
  return own.every(({ kind, certainty }) => kind === 'healthy' || certainty === 'likely');
}

/** Whether a CPU profile names the guilty function among the first three. */
export function namesGuilty({ program: { guilty }, hottest }: DiagnosedProgram): boolean {
  return hottest.slice(0, MOST_NAMED).some(({ name }) => name === guilty);
}

async function diagnoseOne(
  monitored: MonitoredPrograms,
  program: DiagnosisProgram,
  seconds: number,
  downstream: string,
): Promise<DiagnosedProgram> {
  const file = inRepository('test', 'fixtures', 'programs', 'diagnosis.js');
  const { name, guilty } = program;
  const watched = await monitored.start(name, programArguments(program, file, downstream));
  const stopLoad = await startLoad(() => watched.url(), program);
  try {
    await passed(seconds / 2);
    const profiled = guilty === undefined ? Promise.resolve([]) : watched.profile();
    const [hottest] = await Promise.all([profiled, passed(seconds / 2)]);
    return { program, verdicts: watched.verdicts(), hottest };
  } finally {
    stopLoad();
    await watched.stop();
  }
}

function passed(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1e3));
}
