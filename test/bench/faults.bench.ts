import { decodeRules } from '../../src/alerting/decodeRules';
import { defaultRules } from '../../src/alerting/defaultRules';
import { shortestSpanMs } from '../../src/detection/growth';
import { spreadOf, type BenchResult, type BenchRow } from '../support/bench';
import { inRepository } from '../host/paths';
import { watchProgram, type ToldToast } from '../support/watchProgram';

/** A real program: with a fault, the second at which it begins and what should be told of it; or a healthy one. */
interface Program {
  readonly name: string;
  readonly fault?: Fault;
}

interface Fault {
  readonly beginsAtSecond: number;
  readonly toast: RegExp;
  /** The default rule that tells of it; absent where it is an event, or unusual, which can be seen at once. */
  readonly rule?: string;
}

/** Programs of one group run at the same time: those that need a core to themselves run alone. */
const GROUPS: readonly { readonly seconds: number; readonly programs: readonly Program[] }[] = [
  {
    seconds: 150,
    programs: [
      { name: 'leaksMemory', fault: { beginsAtSecond: 0, toast: /memory grows/, rule: 'Memory growth' } },
      { name: 'leaksObjects', fault: { beginsAtSecond: 0, toast: /memory grows/, rule: 'Memory growth' } },
      {
        name: 'leaksDescriptors',
        fault: { beginsAtSecond: 0, toast: /file descriptors grow/, rule: 'Descriptor growth' },
      },
      { name: 'leaksInChild', fault: { beginsAtSecond: 0, toast: /memory grows/, rule: 'Memory growth' } },
      { name: 'diesBySignal', fault: { beginsAtSecond: 20, toast: /crashed: ended by signal SIGKILL/ } },
      { name: 'exitsWithCode', fault: { beginsAtSecond: 20, toast: /crashed: exited with code 3/ } },
      { name: 'changesBehaviour', fault: { beginsAtSecond: 120, toast: /memory .*, usually/ } },
      { name: 'idles' },
      { name: 'servesSteadily' },
      { name: 'recyclesMemory' },
      { name: 'readsFiles' },
      { name: 'runsTests' },
    ],
  },
  {
    seconds: 60,
    programs: [{ name: 'pegsCore', fault: { beginsAtSecond: 0, toast: /CPU .*, limit 90 %/, rule: 'CPU pegged' } }],
  },
  { seconds: 150, programs: [{ name: 'servesInBursts' }, { name: 'builds' }] },
];

/**
 * Real programs, faulty in known ways and healthy, under the default rules: whether and how soon each fault is told, and
 * how often something is told that is none. Takes six minutes.
 *
 * A fault is visible as soon as whoever knows its rule could say that it is broken: a limit once it has been broken for
 * the rule's `for`, growth once it has been growing for the shortest span that is judged and that `for`, all else at
 * once. Both times are told, since the fault began and since it was visible.
 */
export async function run(): Promise<BenchResult> {
  const rows: BenchRow[] = [];
  const sinceBegin: number[] = [];
  const sinceVisible: number[] = [];
  const programs = GROUPS.flatMap((group) => group.programs).length;
  let faults = 0;
  let falseToasts = 0;
  let watchedHours = 0;
  for (const group of GROUPS) {
    const told = await Promise.all(group.programs.map((program) => watch(program, group.seconds)));
    for (const [i, { name, fault }] of group.programs.entries()) {
      const { toasts, hours } = told[i] ?? { toasts: [], hours: 0 };
      const others = toasts.filter(({ text }) => fault?.toast.test(text) !== true);
      falseToasts += others.length;
      for (const { text, second } of others)
        console.error(`false toast of ${name} after ${second.toFixed(0)} s: ${text}`);
      watchedHours += hours;
      if (fault === undefined) continue;
      faults += 1;
      const found = toasts.find(({ text }) => fault.toast.test(text));
      const delay = found === undefined ? Infinity : found.second - fault.beginsAtSecond;
      const visibleDelay = delay - secondsUntilVisible(fault);
      if (found !== undefined) {
        sinceBegin.push(delay);
        sinceVisible.push(visibleDelay);
      }
      rows.push({ label: name, metric: 'since it began', median: delay, spread: 0, unit: 's' });
      rows.push({ label: name, metric: 'since visible', median: visibleDelay, spread: 0, unit: 's' });
    }
  }
  const begin = spreadOf(sinceBegin);
  const visible = spreadOf(sinceVisible);
  rows.push(
    { label: 'all faults', metric: 'detected', median: sinceBegin.length / faults, spread: 0, unit: '1' },
    { label: 'all faults', metric: 'since they began', median: begin.median, spread: begin.iqr, unit: 's' },
    { label: 'all faults', metric: 'since visible', median: visible.median, spread: visible.iqr, unit: 's' },
    { label: 'all', metric: 'false toasts', median: falseToasts / watchedHours, spread: 0, unit: 'per hour' },
    { label: 'all', metric: 'watched', median: watchedHours, spread: 0, unit: 'h' },
  );
  const summary = `${sinceBegin.length} of ${faults} faults found, in the median ${visible.median.toFixed(0)} s after they were visible and ${begin.median.toFixed(0)} s after they began; ${falseToasts} false toasts in ${watchedHours.toFixed(1)} h of ${programs} programs.`;
  return { name: 'faults', rows, summary };
}

/** How long after its begin a fault can first be known as such, by the default rule that is about it. */
function secondsUntilVisible({ rule: name }: Fault): number {
  const rule = decodeRules(undefined, defaultRules(), { memoryLimitBytes: 1 }).rules.find((one) => one.name === name);
  if (rule?.kind !== 'threshold') return 0;
  return (rule.forMs + (rule.aggregate === 'slope' ? shortestSpanMs(rule.windowMs) : 0)) / 1000;
}

interface Watched {
  readonly toasts: readonly ToldToast[];
  /** For how long: less than was meant where the program ended by itself. */
  readonly hours: number;
}

async function watch({ name }: Program, seconds: number): Promise<Watched> {
  const command = [process.execPath, inRepository('test', 'fixtures', 'programs', 'faults.js'), name];
  const startedAtMs = performance.now();
  const toasts = await watchProgram(name, command, seconds);
  return { toasts, hours: (performance.now() - startedAtMs) / 3_600_000 };
}
