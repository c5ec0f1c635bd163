import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hottestText } from '../../src/shared/capture';
import { withScope } from '../host/scope';
import { rowOf, type BenchResult, type BenchRow } from '../support/bench';
import {
  clinicDoctor,
  doctorGroup,
  hasCategory,
  isDoctorRight,
  type DoctoredProgram,
} from '../support/diagnosis/clinicDoctor';
import { diagnoseGroup, isRight, namesGuilty, type DiagnosedProgram } from '../support/diagnosis/diagnoseGroup';
import { DIAGNOSIS_GROUPS, type DiagnosisGroup, type DiagnosisProgram } from '../support/diagnosis/diagnosisPrograms';
import { MonitoredPrograms } from '../support/diagnosis/monitoredPrograms';

/** So long the service takes that one of the programs asks. */
const DOWNSTREAM_MS = 600;

/**
 * Real programs, faulty in known ways and healthy, under load where they need it, monitored by our sampler and agent:
 * what is said of each, and whether the first verdict is right. Then the same programs under the same load as Clinic.js
 * Doctor runs them, which watches from within as well and would disturb what is measured if both did at once: whether
 * the category of its analysis is the fault's. With names of programs, these only. Option: `--runs=N` times of
 * everything, 1 where nothing is said; spreads are those of the runs. Takes a quarter of an hour.
 */
export async function run(args: readonly string[]): Promise<BenchResult> {
  const runs = Number(args.find((arg) => arg.startsWith('--runs='))?.slice('--runs='.length) ?? 1);
  const wanted = args.filter((arg) => !arg.includes('=')).map((name) => name.replace(/^-+/, ''));
  const downstream = createServer((_, response) => {
    setTimeout(() => response.end(), DOWNSTREAM_MS);
  });
  await new Promise<void>((resolve) => downstream.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(downstream.address() as AddressInfo).port}`;
  const groups = DIAGNOSIS_GROUPS.map((group) => ({
    ...group,
    programs: group.programs.filter(({ name }) => wanted.length === 0 || wanted.includes(name)),
  })).filter(({ programs }) => programs.length > 0);
  const ours: DiagnosedProgram[] = [];
  const doctors: DoctoredProgram[] = [];
  try {
    const modules = await doctorIfAny();
    for (let run = 0; run < runs; run += 1) {
      ours.push(...(await diagnosed(groups, url)));
      if (modules === undefined) continue;
      for (const group of groups) doctors.push(...(await doctorGroup(modules, group, url)));
    }
  } finally {
    downstream.close();
  }
  return { name: 'diagnosis', rows: rowsOf(ours, doctors), summary: `${summaryOf(ours)} ${doctorSummaryOf(doctors)}` };
}

/** What we say of each program. */
function diagnosed(groups: readonly DiagnosisGroup[], downstream: string): Promise<readonly DiagnosedProgram[]> {
  return withScope(async (scope) => {
    const monitored = await MonitoredPrograms.open();
    scope.own(() => {
      monitored.dispose();
    });
    const all: DiagnosedProgram[] = [];
    for (const group of groups) {
      const told = await diagnoseGroup(monitored, group, downstream);
      all.push(...told);
      console.error(told.map(lineOf).join('\n'));
    }
    return all;
  });
}

const DOCTOR = 'Clinic.js Doctor';

/** Where it is; undefined where it cannot be had, which is told. */
async function doctorIfAny(): Promise<string | undefined> {
  try {
    return await clinicDoctor();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return undefined;
  }
}

function rowsOf(ours: readonly DiagnosedProgram[], doctors: readonly DoctoredProgram[]): readonly BenchRow[] {
  const computing = ours.filter(({ program }) => program.guilty !== undefined);
  return [
    ...scoreRows('', ours, isRight, verdictText),
    ...shareRows('all that compute', 'guilty function named', computing, namesGuilty),
    ...scoreRows(`, ${DOCTOR}`, doctors, isDoctorRight, categoryText),
  ];
}

/** A row for each program, with what was said of it in all runs, and those of all; none where there are no programs. */
function scoreRows<T extends { readonly program: DiagnosisProgram }>(
  suffix: string,
  all: readonly T[],
  isRight: (one: T) => boolean,
  text: (one: T) => string,
): readonly BenchRow[] {
  const each = [...new Set(all.map(({ program }) => program.name))].map((name) => {
    const told = all.filter(({ program }) => program.name === name);
    return rowOf(
      `${name}${suffix}`,
      `expected ${told[0]?.program.expected ?? 'healthy'}, given ${[...new Set(told.map(text))].join(' | ')}`,
      told.map((one) => (isRight(one) ? 1 : 0)),
      '1',
    );
  });
  const faulty = all.filter(({ program }) => program.expected !== undefined);
  const healthy = all.filter(({ program }) => program.expected === undefined);
  return [
    ...each,
    ...shareRows(`all faults${suffix}`, 'right', faulty, isRight),
    ...shareRows(`all healthy${suffix}`, 'right', healthy, isRight),
  ];
}

/** The share of programs of which something is true; no row where there are none. */
function shareRows<T>(
  label: string,
  metric: string,
  all: readonly T[],
  isTrue: (one: T) => boolean,
): readonly BenchRow[] {
  return all.length === 0 ? [] : [rowOf(label, metric, [all.filter(isTrue).length / all.length], '1')];
}

function summaryOf(all: readonly DiagnosedProgram[]): string {
  const faulty = all.filter(({ program }) => program.expected !== undefined);
  const healthy = all.filter(({ program }) => program.expected === undefined);
  const computing = all.filter(({ program }) => program.guilty !== undefined);
  const wronged = healthy.filter((one) => !isRight(one)).length;
  return (
    `The first verdict is right on ${faulty.filter(isRight).length} of ${faulty.length} faulty programs, wrong with ` +
    `certainty on ${wronged} of ${healthy.length} healthy ones; the guilty function is among the first three named in ` +
    `${computing.filter(namesGuilty).length} of ${computing.length}.`
  );
}

function doctorSummaryOf(all: readonly DoctoredProgram[]): string {
  if (all.length === 0) return `${DOCTOR} was left out: npm could not install it.`;
  const faulty = all.filter(({ program }) => program.expected !== undefined);
  const healthy = all.filter(({ program }) => program.expected === undefined);
  return (
    `${DOCTOR}, which has a category for ${faulty.filter(hasCategory).length} of the ${faulty.length}, tells the right ` +
    `one of ${faulty.filter(isDoctorRight).length}, and calls ${healthy.filter((one) => !isDoctorRight(one)).length} of ` +
    `${healthy.length} healthy ones ill.`
  );
}

function verdictText({ verdicts }: DiagnosedProgram): string {
  return verdicts.map(({ kind, certainty }) => (certainty === 'certain' ? kind : `${kind} (likely)`)).join(' + ');
}

function categoryText({ category }: DoctoredProgram): string {
  return category;
}

function lineOf(one: DiagnosedProgram): string {
  const hottest = one.program.guilty === undefined ? '' : `; hottest: ${hottestText(one.hottest)}`;
  const { name, expected = 'healthy' } = one.program;
  return `${isRight(one) ? 'right' : 'WRONG'} ${name}: expected ${expected}, given ${verdictText(one)}${hottest}`;
}
