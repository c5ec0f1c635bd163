import { decodeRules } from '../../src/alerting/decodeRules';
import { defaultRules } from '../../src/alerting/defaultRules';
import { shortestSpanMs } from '../../src/detection/growth';
import { withScope, type Scope } from '../host/scope';
import { rowOf, spreadOf, type BenchResult, type BenchRow } from '../support/bench';
import { FAULT_GROUPS, faultCommand, type Fault, type FaultGroup } from '../support/faultPrograms';
import { monitLimits } from '../support/monitLimits';
import { DEFAULT_JUDGE, watchProgram, type Judge, type ToldToast } from '../support/watchProgram';

/**
 * Real programs, faulty in known ways and healthy, under the default rules: whether and how soon each fault is told, and
 * how often something is told that is none; beside the fixed limits of Monit's example, checked each second and each 30 s,
 * which judge the same samples. Takes six minutes. Options: `--runs=N` times of everything, 1 where nothing is said;
 * `--programs=NAME,NAME` these only. Spreads are those of the runs; of all faults, those of the faults.
 *
 * A fault is visible as soon as whoever knows its rule could say that it is broken: a limit once it has been broken for
 * the rule's `for`, growth once it has been growing for the shortest span that is judged and that `for`, all else at
 * once. Both times are told, since the fault began and, of the default rules, since it was visible.
 */
export async function run(args: readonly string[]): Promise<BenchResult> {
  const runs = Number(optionOf(args, 'runs') ?? 1);
  const wanted = optionOf(args, 'programs')?.split(',');
  const groups = FAULT_GROUPS.map((group) => ({
    ...group,
    programs: group.programs.filter(({ name }) => wanted?.includes(name) !== false),
  }));
  const scores = WAYS.map(({ label }) => new Score(label));
  await withScope(async (scope) => {
    for (let run = 0; run < runs; run += 1) for (const group of groups) await watchGroup(group, scores, scope);
  });
  const rows = scores.flatMap((score) => score.rows());
  const programs = groups.flatMap((group) => group.programs).length;
  return { name: 'faults', rows, summary: summaryOf(scores, programs) };
}

const OURS = 'default rules';
const WAYS: readonly { readonly label: string; readonly judges: readonly Judge[] }[] = [
  { label: OURS, judges: [DEFAULT_JUDGE] },
  { label: "Monit's limits each 1 s", judges: monitLimits(1) },
  { label: "Monit's limits each 30 s", judges: monitLimits(30) },
];

async function watchGroup({ programs, seconds }: FaultGroup, scores: readonly Score[], scope: Scope): Promise<void> {
  const judges = WAYS.flatMap((way) => way.judges);
  await Promise.all(
    programs.map(async ({ name, fault }) => {
      const startedAtMs = performance.now();
      const told = await watchProgram(name, faultCommand(name), seconds, { judges, scope });
      // Less than was meant where the program ended by itself.
      const hours = (performance.now() - startedAtMs) / 3_600_000;
      let from = 0;
      for (const [i, way] of WAYS.entries()) {
        const toasts = told.slice(from, from + way.judges.length).flat();
        scores[i]?.add(
          name,
          fault,
          toasts.toSorted((a, b) => a.second - b.second),
          hours,
        );
        from += way.judges.length;
      }
    }),
  );
}

/** What one way found, and what it told that was no fault. */
class Score {
  faults = 0;
  falseToasts = 0;
  hours = 0;
  private readonly byFault = new Map<string, FoundFault>();

  constructor(readonly label: string) {}

  add(name: string, fault: Fault | undefined, toasts: readonly ToldToast[], hours: number): void {
    const isOurs = this.label === OURS;
    const isAbout = ({ text, second }: ToldToast): boolean =>
      fault !== undefined && (isOurs ? fault.toast : fault.limit).test(text) && second >= fault.beginsAtSecond;
    const others = toasts.filter((toast) => !isAbout(toast));
    this.falseToasts += others.length;
    this.hours += hours;
    for (const { text, second } of others) {
      console.error(`${this.label}: false toast of ${name} after ${second.toFixed(0)} s: ${text}`);
    }
    if (fault === undefined) return;
    this.faults += 1;
    const found = toasts.find(isAbout);
    const delays = found === undefined ? [] : [found.second - fault.beginsAtSecond];
    const one = this.of(name);
    one.found.push(delays.length);
    one.sinceBegin.push(...delays);
    one.sinceVisible.push(...delays.map((delay) => delay - secondsUntilVisible(fault)));
  }

  /** Of all faults that were found. */
  get sinceBegin(): readonly number[] {
    return [...this.byFault.values()].flatMap(({ sinceBegin }) => sinceBegin);
  }

  get sinceVisible(): readonly number[] {
    return [...this.byFault.values()].flatMap(({ sinceVisible }) => sinceVisible);
  }

  rows(): readonly BenchRow[] {
    const rows = [...this.byFault].flatMap(([name, { found, sinceBegin, sinceVisible }]) => [
      rowOf(`${name}, ${this.label}`, 'found', found, '1'),
      rowOf(`${name}, ${this.label}`, 'since it began', sinceBegin, 's'),
      ...this.visibleRow(name, sinceVisible),
    ]);
    rows.push(
      rowOf(`all faults, ${this.label}`, 'found', [this.sinceBegin.length / this.faults], '1'),
      rowOf(`all faults, ${this.label}`, 'since they began', this.sinceBegin, 's'),
      ...this.visibleRow('all faults', this.sinceVisible),
      rowOf(`all, ${this.label}`, 'false toasts', [this.falseToasts / this.hours], 'per hour'),
      rowOf(`all, ${this.label}`, 'watched', [this.hours], 'h'),
    );
    // Of what was not found there is no time to tell.
    return rows.filter(({ median }) => !Number.isNaN(median));
  }

  /** For the default rules alone: fixed limits do not know what these go by. */
  private visibleRow(name: string, seconds: readonly number[]): readonly BenchRow[] {
    return this.label === OURS ? [rowOf(`${name}, ${this.label}`, 'since visible', seconds, 's')] : [];
  }

  private of(name: string): FoundFault {
    const known = this.byFault.get(name) ?? { found: [], sinceBegin: [], sinceVisible: [] };
    this.byFault.set(name, known);
    return known;
  }
}

/** Of one fault, for each run whether it was found; of those in which it was, after how many seconds. */
interface FoundFault {
  readonly found: number[];
  readonly sinceBegin: number[];
  readonly sinceVisible: number[];
}

/** How long after its begin a fault can first be known as such, by the default rule that is about it. */
function secondsUntilVisible({ rule: name }: Fault): number {
  const rule = decodeRules(undefined, defaultRules(), { memoryLimitBytes: 1 }).rules.find((one) => one.name === name);
  if (rule?.kind !== 'threshold') return 0;
  return (rule.forMs + (rule.aggregate === 'slope' ? shortestSpanMs(rule.windowMs) : 0)) / 1000;
}

function summaryOf(scores: readonly Score[], programs: number): string {
  const median = (seconds: readonly number[]): string => spreadOf(seconds).median.toFixed(0);
  const texts = scores.map(({ label, sinceBegin, sinceVisible, faults, falseToasts, hours }) => {
    const began = sinceBegin.length === 0 ? '' : `, in the median ${median(sinceBegin)} s after they began`;
    const visible = label === OURS && began !== '' ? ` and ${median(sinceVisible)} s after they were visible` : '';
    const falseText = `${falseToasts} false toasts in ${hours.toFixed(1)} h of ${programs} programs`;
    return `${label}: ${sinceBegin.length} of ${faults} faults found${began}${visible}; ${falseText}.`;
  });
  return texts.join('\n');
}

function optionOf(args: readonly string[], name: string): string | undefined {
  return args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
}
