import * as vscode from 'vscode';
import type { LaunchConfiguration } from '../../launching/configurations/launchConfiguration';
import type { Compound, CompoundMember } from '../../launching/configurations/launchFile';
import { monitoredStartOf, planStart } from '../../launching/monitoredStart';
import { Owner } from '../disposables';
import { CompoundRuns, type CompoundRun } from './compoundRuns';
import type { LaunchCatalog, OfferedEntry } from './launchCatalog';
import type { LaunchSource } from './launchSources';
import { PreLaunchTasks } from './preLaunchTask';
import { withInterpreter } from './pythonInterpreter';
import { mayStart } from './trust';

/** A configuration and the place where it stands. */
interface Member {
  readonly source: LaunchSource;
  readonly configuration: LaunchConfiguration;
}

/** Starts launch configurations and compounds under the monitor, and remembers the last one. */
export class LaunchStarter extends Owner {
  private last: OfferedEntry | undefined;
  private count = 0;
  private readonly compounds = this.register(new CompoundRuns());
  private readonly tasks = this.register(new PreLaunchTasks());

  constructor(private readonly catalog: LaunchCatalog) {
    super();
  }

  /** Starts an entry; false if it did not start, which a person has then been told. */
  async start(offered: OfferedEntry): Promise<boolean> {
    const { entry, source } = offered;
    if (!mayStart(entry.name)) return false;
    this.last = offered;
    if (entry.kind === 'configuration') {
      return this.launch(this.plan({ source, configuration: entry.configuration }), source.folder);
    }
    return this.startCompound(entry.compound, source);
  }

  /** Starts the last entry again, as it stands now; false if there is none. */
  async again(): Promise<boolean> {
    if (this.last === undefined) return false;
    const { source, entry } = this.last;
    const current = await this.catalog.find({ sourceId: source.id, kind: entry.kind, name: entry.name });
    return current !== undefined && this.start(current);
  }

  /** The configuration as VS Code is to start it. */
  plan({ source, configuration }: Member): vscode.DebugConfiguration {
    this.count += 1;
    const inputs = source.inputsFrom === undefined ? {} : { __configurationTarget: source.inputsFrom };
    return { ...planStart(withInterpreter(configuration), `${this.count}`, process.platform), ...inputs };
  }

  /** Resolves to whether it runs; if it does not, a person has been told. */
  private async launch(
    planned: vscode.DebugConfiguration,
    folder: vscode.WorkspaceFolder | undefined,
  ): Promise<boolean> {
    try {
      return await vscode.debug.startDebugging(folder, planned, { noDebug: true });
    } catch (error) {
      // VS Code tells why a start failed, unless it fails in doing so.
      void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
      return false;
    }
  }

  /** VS Code starts compounds by name only; members are therefore started here, one after the other. */
  private async startCompound(compound: Compound, source: LaunchSource): Promise<boolean> {
    const members = resolveMembers(compound, source, await this.catalog.sources());
    if (members === undefined) return false;
    if (!(await this.tasks.run(compound, source.folder))) return false;
    const run: CompoundRun = { stopAll: compound.stopAll, sessions: new Set(), isStopped: false };
    for (const member of members) {
      const planned = this.plan(member);
      this.compounds.add(run, monitoredStartOf(planned)?.id ?? '');
      const hasStarted = await this.launch(planned, member.source.folder);
      if (hasStarted && !run.isStopped) continue;
      // Half a compound is of no use.
      await this.compounds.stop(run);
      return false;
    }
    return true;
  }
}

/** The members of a compound; undefined if one is not to be found or not unique, which is then told. */
function resolveMembers(
  compound: Compound,
  source: LaunchSource,
  sources: readonly LaunchSource[],
): readonly Member[] | undefined {
  const members: Member[] = [];
  for (const member of compound.members) {
    const [found, ...others] = candidates(member, source, sources);
    if (found === undefined || others.length > 0) {
      const text =
        found === undefined
          ? vscode.l10n.t(
              '"{0}" cannot be started. "configurations": there is no launch configuration "{1}". Correct its name.',
              compound.name,
              member.name,
            )
          : vscode.l10n.t(
              '"{0}" cannot be started. "configurations": several folders have a launch configuration "{1}". Name the folder.',
              compound.name,
              member.name,
            );
      void vscode.window.showErrorMessage(text);
      return undefined;
    }
    members.push(found);
  }
  return members;
}

/** Those in the compound's own place count before those elsewhere. */
function candidates(member: CompoundMember, own: LaunchSource, all: readonly LaunchSource[]): readonly Member[] {
  const inSource = (source: LaunchSource): readonly Member[] =>
    source.entries.flatMap((entry) =>
      entry.kind === 'configuration' && entry.name === member.name
        ? [{ source, configuration: entry.configuration }]
        : [],
    );
  if (member.folder !== undefined) return all.filter(({ folder }) => folder?.name === member.folder).flatMap(inSource);
  const near = all.filter(({ id }) => id === own.id).flatMap(inSource);
  return near.length > 0 ? near : all.flatMap(inSource);
}
