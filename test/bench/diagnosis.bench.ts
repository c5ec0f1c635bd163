import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hottestText } from '../../src/shared/capture';
import type { BenchResult, BenchRow } from '../support/bench';
import { diagnoseGroup, isRight, namesGuilty, type DiagnosedProgram } from '../support/diagnosis/diagnoseGroup';
import { DIAGNOSIS_GROUPS } from '../support/diagnosis/diagnosisPrograms';
import { MonitoredPrograms } from '../support/diagnosis/monitoredPrograms';

/** So long the service takes that one of the programs asks. */
const DOWNSTREAM_MS = 600;

/**
 * Real programs, faulty in known ways and healthy, under load where they need it, monitored by our sampler and agent:
 * what is said of each, and whether the first verdict is right. With names of programs, these only. Takes six minutes.
 */
export async function run(names: readonly string[]): Promise<BenchResult> {
  const downstream = createServer((_, response) => {
    setTimeout(() => response.end(), DOWNSTREAM_MS);
  });
  await new Promise<void>((resolve) => downstream.listen(0, '127.0.0.1', resolve));
  const wanted = names.map((name) => name.replace(/^-+/, ''));
  const url = `http://127.0.0.1:${(downstream.address() as AddressInfo).port}`;
  const monitored = await MonitoredPrograms.open();
  const all: DiagnosedProgram[] = [];
  try {
    for (const group of DIAGNOSIS_GROUPS) {
      const programs = group.programs.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
      all.push(...(await diagnoseGroup(monitored, { ...group, programs }, url)));
      console.error(all.slice(-programs.length).map(lineOf).join('\n'));
    }
  } finally {
    monitored.dispose();
    downstream.close();
  }
  return resultOf(all);
}

function resultOf(all: readonly DiagnosedProgram[]): BenchResult {
  const faulty = all.filter(({ program }) => program.expected !== undefined);
  const healthy = all.filter(({ program }) => program.expected === undefined);
  const computing = all.filter(({ program }) => program.guilty !== undefined);
  const right = faulty.filter(isRight).length;
  const wronged = healthy.filter((one) => !isRight(one)).length;
  const named = computing.filter(namesGuilty).length;
  const row = (label: string, metric: string, median: number): BenchRow => ({
    label,
    metric,
    median,
    spread: 0,
    unit: '',
  });
  const summary =
    `The first verdict is right on ${right} of ${faulty.length} faulty programs, wrong with certainty on ${wronged} of ` +
    `${healthy.length} healthy ones; the guilty function is among the first three named in ${named} of ${computing.length}.`;
  const rows = [
    ...all.map((one) => row(one.program.name, verdictText(one), isRight(one) ? 1 : 0)),
    row('all faults', 'right', right),
    row('all healthy', 'wrong with certainty', wronged),
    row('all that compute', 'guilty function named', named),
  ];
  return { name: 'diagnosis', rows, summary };
}

function verdictText({ program: { expected = 'healthy' }, verdicts }: DiagnosedProgram): string {
  const given = verdicts.map(({ kind, certainty }) => (certainty === 'certain' ? kind : `${kind} (likely)`));
  return `expected ${expected}, given ${given.join(' + ')}`;
}

function lineOf(one: DiagnosedProgram): string {
  const hottest = one.program.guilty === undefined ? '' : `; hottest: ${hottestText(one.hottest)}`;
  return `${isRight(one) ? 'right' : 'WRONG'} ${one.program.name}: ${verdictText(one)}${hottest}`;
}
