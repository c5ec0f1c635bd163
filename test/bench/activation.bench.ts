import { runInExtensionHost } from '../host/extensionHost';
import { fixtureWorkspace } from '../host/fixtureWorkspace';
import { inRepository, repositoryRoot } from '../host/paths';
import { withScope } from '../host/scope';
import { BUNDLES, sizeOf } from '../host/sizeBudgets';
import { rowOf, type BenchResult, type BenchRow } from '../support/bench';
import { activationOf, windowStartMs, type Activation } from '../support/startupText';

/**
 * What this extension adds to the start of a window: the time to load its code, the time of its `activate()`, and the
 * share of both in the whole start, as the editor itself tells them in "Developer: Startup Performance"; beside the Git
 * extension that comes with the editor, in the same windows. Then the sizes that have a budget. The share is of the time
 * until the editor knows all extensions, in a server and a browser on this machine. Options: `--starts=N` windows, 11
 * where nothing is said, of which the first is not counted.
 */
export async function run(args: readonly string[]): Promise<BenchResult> {
  const starts = Number(args.find((arg) => arg.startsWith('--starts='))?.slice('--starts='.length) ?? 11);
  const texts = (await startWindows(starts)).slice(1);
  const wholeMs = texts.map(windowStartMs);
  const rows = [
    ...activationRows(OURS, texts, wholeMs),
    ...activationRows(PEER, texts, wholeMs),
    rowOf('the window', 'start', wholeMs, 'ms'),
    ...sizeRows(),
  ];
  return { name: 'activation', rows, summary: summaryOf(rows) };
}

const OURS = 'process-monitor.process-monitor';
const PEER = 'vscode.git';
const ACTIVATE = 'activate()';
const SHARE = 'both, share in the start of the window';
const TARGET_MS = 15;

/** What the editor says of each of so many windows, one after the other. */
function startWindows(count: number): Promise<readonly string[]> {
  return withScope(async (scope) => {
    const workspace = await fixtureWorkspace(scope);
    const results = await runInExtensionHost<string>(scope, {
      module: inRepository('out', 'vscode', 'startReport.js'),
      workspaces: Array.from({ length: count }, () => workspace),
      env: process.env,
      extensions: [],
      timeoutMs: 120_000,
      onOutput: (text) => process.stderr.write(text),
    });
    return results.map((result) => {
      if (result.kind === 'failed') throw new Error(result.error);
      return result.value;
    });
  });
}

function activationRows(id: string, texts: readonly string[], wholeMs: readonly number[]): readonly BenchRow[] {
  const all = texts.map((text) => activationOf(text, id));
  const share = ({ loadMs, activateMs }: Activation, i: number): number =>
    ((loadMs + activateMs) / (wholeMs[i] ?? NaN)) * 100;
  return [
    rowOf(
      id,
      'load of the code',
      all.map(({ loadMs }) => loadMs),
      'ms',
    ),
    rowOf(
      id,
      ACTIVATE,
      all.map(({ activateMs }) => activateMs),
      'ms',
    ),
    rowOf(id, SHARE, all.map(share), '%'),
  ];
}

function sizeRows(): readonly BenchRow[] {
  return BUNDLES.flatMap((budget) => [
    rowOf(budget.name, 'size', [sizeOf(budget, repositoryRoot) / 1000], 'kB'),
    rowOf(budget.name, 'budget', [budget.mostBytes / 1000], 'kB'),
  ]);
}

function summaryOf(rows: readonly BenchRow[]): string {
  const of = (label: string, metric: string): number =>
    rows.find((row) => row.label === label && row.metric === metric)?.median ?? NaN;
  const isWithin = of(OURS, ACTIVATE) < TARGET_MS;
  const told = (id: string): string =>
    `${of(id, ACTIVATE)} ms, ${of(id, SHARE).toFixed(2)} % of the start with its load`;
  return `activate(): ${told(OURS)}: ${isWithin ? 'within' : 'OUTSIDE'} the target of ${TARGET_MS} ms. ${PEER}: ${told(PEER)}.`;
}
