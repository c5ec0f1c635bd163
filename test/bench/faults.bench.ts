import type { BenchResult, BenchRow } from '../support/bench';
import { spreadOf } from '../support/bench';
import { inRepository } from '../host/paths';
import { watchProgram, type ToldToast } from '../support/watchProgram';

/** A real program: with a fault, since when that can be seen and what should be told of it; or a healthy one. */
interface Program {
  readonly name: string;
  readonly fault?: { readonly visibleFromSecond: number; readonly toast: RegExp };
}

/** Programs of one group run at the same time: those that need a core to themselves run alone. */
const GROUPS: readonly { readonly seconds: number; readonly programs: readonly Program[] }[] = [
  {
    seconds: 150,
    programs: [
      { name: 'leaksMemory', fault: { visibleFromSecond: 0, toast: /memory grows/ } },
      { name: 'leaksObjects', fault: { visibleFromSecond: 0, toast: /memory grows/ } },
      { name: 'leaksDescriptors', fault: { visibleFromSecond: 0, toast: /file descriptors grow/ } },
      { name: 'leaksInChild', fault: { visibleFromSecond: 0, toast: /memory grows/ } },
      { name: 'diesBySignal', fault: { visibleFromSecond: 20, toast: /crashed: ended by signal SIGKILL/ } },
      { name: 'exitsWithCode', fault: { visibleFromSecond: 20, toast: /crashed: exited with code 3/ } },
      { name: 'changesBehaviour', fault: { visibleFromSecond: 120, toast: /memory .*, usually/ } },
      { name: 'idles' },
      { name: 'servesSteadily' },
      { name: 'recyclesMemory' },
      { name: 'readsFiles' },
      { name: 'runsTests' },
    ],
  },
  { seconds: 60, programs: [{ name: 'pegsCore', fault: { visibleFromSecond: 0, toast: /CPU .*, limit 90 %/ } }] },
  { seconds: 150, programs: [{ name: 'servesInBursts' }, { name: 'builds' }] },
];

/**
 * Real programs, faulty in known ways and healthy, under the default rules: whether and how soon each fault is told, and
 * how often something is told that is none. Takes six minutes.
 */
export async function run(): Promise<BenchResult> {
  const rows: BenchRow[] = [];
  const delays: number[] = [];
  let faults = 0;
  let falseToasts = 0;
  let healthyHours = 0;
  for (const { programs, seconds } of GROUPS) {
    const told = await Promise.all(programs.map((program) => watch(program, seconds)));
    for (const [i, { name, fault }] of programs.entries()) {
      const toasts = told[i] ?? [];
      const others = toasts.filter(({ text }) => fault?.toast.test(text) !== true);
      falseToasts += others.length;
      for (const { text, second } of others) console.error(`false toast after ${second.toFixed(0)} s: ${text}`);
      if (fault === undefined) {
        healthyHours += seconds / 3600;
        continue;
      }
      faults += 1;
      const found = toasts.find(({ text }) => fault.toast.test(text));
      const delay = found === undefined ? Infinity : found.second - fault.visibleFromSecond;
      if (found !== undefined) delays.push(delay);
      rows.push({ label: name, metric: 'time to detect', median: delay, spread: 0, unit: 's' });
    }
  }
  const { median, iqr } = spreadOf(delays);
  rows.push({ label: 'all faults', metric: 'detected', median: delays.length / faults, spread: 0, unit: '1' });
  rows.push({ label: 'all faults', metric: 'time to detect', median, spread: iqr, unit: 's' });
  rows.push({ label: 'all', metric: 'false toasts', median: falseToasts, spread: 0, unit: '1' });
  rows.push({ label: 'healthy', metric: 'watched', median: healthyHours, spread: 0, unit: 'h' });
  const summary = `${delays.length} of ${faults} faults found, in the median after ${median.toFixed(0)} s; ${falseToasts} false toasts.`;
  return { name: 'faults', rows, summary };
}

function watch({ name }: Program, seconds: number): Promise<readonly ToldToast[]> {
  const command = [process.execPath, inRepository('test', 'fixtures', 'programs', 'faults.js'), name];
  return watchProgram(name, command, seconds);
}
