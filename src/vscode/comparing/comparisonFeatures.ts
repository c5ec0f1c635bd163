import * as vscode from 'vscode';
import type { StoredRun } from '../../history/readRun';
import type { CatalogRun } from '../../history/runCatalog';
import type { RunId } from '../../history/runFolder';
import type { MonitorHub } from '../../monitoring/monitorHub';
import type { Comparison } from '../../shared/comparison';
import type { SessionId } from '../../shared/sample';
import { Owner } from '../disposables';
import { runIdsIn } from '../history/runArguments';
import { COMPARE_COMMANDS } from '../ids';
import { laterPart } from '../laterPart';
import { pickRuns } from './pickRuns';

/** What comparing runs needs of the rest. */
export interface ComparisonPorts {
  readonly hub: MonitorHub;
  readonly log: vscode.LogOutputChannel;
  /** All runs that are kept, newest first, those that go on included. */
  runs(): Promise<readonly CatalogRun[]>;
  /** A run with all that is known of it by now; undefined where it cannot be read. */
  read(id: RunId): Promise<StoredRun | undefined>;
  /** The run that a session of this window, or one that was opened, is kept as. */
  runIdOf(sessionId: SessionId): RunId | undefined;
  /** Shows a comparison in the panel. */
  show(comparison: Comparison): void;
}

/** Holds runs against each other: on request in the panel, and after each run in a quiet line of the status bar. */
export class ComparisonFeatures extends Owner {
  private readonly line = this.register(
    vscode.window.createStatusBarItem('processMonitor.comparison', vscode.StatusBarAlignment.Left),
  );
  /** The sessions that were seen running, and those of which the end was told. */
  private readonly running = new Set<SessionId>();
  private readonly ended = new Set<SessionId>();
  private shown: readonly RunId[] = [];
  private readonly comparing = laterPart(() => import('./comparedRuns'));

  constructor(private readonly ports: ComparisonPorts) {
    super();
    this.line.name = vscode.l10n.t('Process Monitor: Comparison');
    this.register(
      vscode.commands.registerCommand(COMPARE_COMMANDS.compareWithLastRun, (argument: unknown) =>
        this.compareWithLast(argument),
      ),
    );
    this.register(
      vscode.commands.registerCommand(COMPARE_COMMANDS.compareRuns, (argument: unknown, all: unknown) =>
        this.compare(argument, all),
      ),
    );
    this.register({
      dispose: ports.hub.onUpdate(({ session: { id, endedAtMs } }) => {
        if (endedAtMs === undefined) {
          // What was said of the run before is over; one that is taken up again is told of again.
          this.ended.delete(id);
          if (!this.running.has(id)) this.line.hide();
          this.running.add(id);
        } else if (!this.ended.has(id)) {
          this.ended.add(id);
          this.running.delete(id);
          this.tell(id).catch((error: unknown) => {
            ports.log.warn(`The run could not be compared with the last one: ${String(error)}`);
          });
        }
      }),
    });
  }

  /** Aligns what is shown at a mark, or again at the start. */
  async align(mark: string | undefined): Promise<void> {
    await this.showRuns(this.shown, mark);
  }

  /** Compares a run, by default the newest, with the baseline of its configuration. */
  private async compareWithLast(argument: unknown): Promise<void> {
    const runs = await this.ports.runs();
    const [named] = runIdsIn(argument);
    const ofSession = typeof argument === 'string' ? this.ports.runIdOf(argument) : undefined;
    const run = runs.find(({ id }) => id === (named ?? ofSession)) ?? runs[0];
    const baseline = run === undefined ? undefined : baselineOf(run, runs);
    if (run === undefined || baseline === undefined) {
      await vscode.window.showInformationMessage(
        vscode.l10n.t('There is no earlier run of this configuration to compare with.'),
      );
      return;
    }
    await this.showRuns([baseline.id, run.id]);
  }

  /** Compares runs that a person picks; the pinned one, else the oldest, is what the others are held against. */
  private async compare(argument: unknown, all: unknown): Promise<void> {
    const runs = await this.ports.runs();
    const named = new Set([...runIdsIn(argument), ...runIdsIn(all)]);
    const chosen = named.size >= 2 ? runs.filter(({ id }) => named.has(id)) : await pickRuns(runs, named);
    if (chosen.length < 2) return;
    const pinned = chosen.filter(({ isPinned }) => isPinned);
    const oldestFirst = chosen.toReversed();
    const first = pinned.at(-1) ?? oldestFirst[0];
    await this.showRuns(
      [...(first === undefined ? [] : [first]), ...oldestFirst.filter((run) => run !== first)].map(({ id }) => id),
    );
  }

  private async showRuns(ids: readonly RunId[], mark?: string): Promise<void> {
    const runs = await this.load(ids);
    if (runs.length < 2) {
      await vscode.window.showWarningMessage(vscode.l10n.t('These runs can no longer be read.'));
      return;
    }
    this.shown = ids;
    const { comparisonOfRuns } = await this.comparing();
    this.ports.show(comparisonOfRuns(runs, mark));
  }

  /** Says what a run that has ended did otherwise than the one before, if anything is more than noise. */
  private async tell(sessionId: SessionId): Promise<void> {
    const id = this.ports.runIdOf(sessionId);
    const runs = id === undefined ? [] : await this.ports.runs();
    const run = runs.find((one) => one.id === id);
    const baseline = run === undefined ? undefined : baselineOf(run, runs);
    if (run === undefined || baseline === undefined) return;
    const [before, after] = await this.load([baseline.id, run.id]);
    if (before === undefined || after === undefined) return;
    const { verdictOf } = await this.comparing();
    const text = verdictOf(before, after);
    if (text === undefined) return;
    this.line.text = baseline.isPinned
      ? vscode.l10n.t('$(git-compare) {0} against the pinned run', text)
      : vscode.l10n.t('$(git-compare) {0} against the last run', text);
    this.line.tooltip = vscode.l10n.t('{0}: click to compare the runs', run.name);
    this.line.command = {
      command: COMPARE_COMMANDS.compareWithLastRun,
      title: vscode.l10n.t('Compare with Last Run'),
      arguments: [sessionId],
    };
    this.line.show();
  }

  private async load(ids: readonly RunId[]): Promise<readonly StoredRun[]> {
    const read = await Promise.all(ids.map((id) => this.ports.read(id)));
    return read.filter((run) => run !== undefined);
  }
}

/** What a run is compared with: the newest pinned run of its configuration, else the one before it. */
function baselineOf(run: CatalogRun, runs: readonly CatalogRun[]): CatalogRun | undefined {
  const { configuration, startedAtMs } = run.summary;
  const others = runs.filter(({ id, summary }) => id !== run.id && summary.configuration === configuration);
  return others.find(({ isPinned }) => isPinned) ?? others.find(({ summary }) => summary.startedAtMs <= startedAtMs);
}
