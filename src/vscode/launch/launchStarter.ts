import * as vscode from 'vscode';
import type { LaunchConfiguration } from '../../launching/configurations/launchConfiguration';
import type { Compound, CompoundMember } from '../../launching/configurations/launchFile';
import { monitoredStartOf, planStart } from '../../launching/monitoredStart';
import { Owner } from '../disposables';
import type { LaunchCatalog, OfferedEntry } from './launchCatalog';
import { launchSources, type LaunchSource } from './launchSources';
import { runTask } from './preLaunchTask';
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
  /** The sessions of each compound that ends as a whole, by the id of a member's start. */
  private readonly stopTogether = new Map<string, ReadonlySet<string>>();
  private readonly sessions = new Map<string, vscode.DebugSession>();

  constructor(private readonly catalog: LaunchCatalog) {
    super();
    this.register(
      vscode.debug.onDidStartDebugSession((session) => {
        const start = session.parentSession === undefined ? monitoredStartOf(session.configuration) : undefined;
        if (start !== undefined) this.sessions.set(start.id, session);
      }),
    );
    this.register(
      vscode.debug.onDidTerminateDebugSession((session) => {
        const start = monitoredStartOf(session.configuration);
        if (start === undefined || session.parentSession !== undefined) return;
        this.sessions.delete(start.id);
        void this.stop(this.stopTogether.get(start.id) ?? new Set());
      }),
    );
  }

  /** Starts an entry; false if it did not start, which a person has then been told. */
  async start(offered: OfferedEntry): Promise<boolean> {
    const { entry, source } = offered;
    if (!mayStart(entry.name)) return false;
    this.last = offered;
    if (entry.kind === 'configuration') {
      return (await this.launch({ source, configuration: entry.configuration })) !== undefined;
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

  /** Resolves to the id of the start once it runs; undefined if it does not, which a person has then been told. */
  private async launch(member: Member): Promise<string | undefined> {
    const planned = this.plan(member);
    try {
      const hasStarted = await vscode.debug.startDebugging(member.source.folder, planned, { noDebug: true });
      return hasStarted ? monitoredStartOf(planned)?.id : undefined;
    } catch (error) {
      // VS Code tells why a start failed, unless it fails in doing so.
      void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
      return undefined;
    }
  }

  /** VS Code starts compounds by name only; members are therefore started here, one after the other. */
  private async startCompound(compound: Compound, source: LaunchSource): Promise<boolean> {
    const members = await resolveMembers(compound, source);
    if (members === undefined) return false;
    const { preLaunchTask } = compound;
    if (preLaunchTask !== undefined && !(await runTask(compound.name, preLaunchTask, source.folder))) return false;
    const ids = new Set<string>();
    for (const member of members) {
      const id = await this.launch(member);
      if (id === undefined) {
        // Half a compound is of no use.
        await this.stop(ids);
        return false;
      }
      ids.add(id);
    }
    if (compound.stopAll) for (const id of ids) this.stopTogether.set(id, ids);
    return true;
  }

  private async stop(ids: ReadonlySet<string>): Promise<void> {
    for (const id of ids) {
      this.stopTogether.delete(id);
      const session = this.sessions.get(id);
      if (session !== undefined) await vscode.debug.stopDebugging(session);
    }
  }
}

/** The members of a compound; undefined if one is not to be found or not unique, which is then told. */
async function resolveMembers(compound: Compound, source: LaunchSource): Promise<readonly Member[] | undefined> {
  const sources = await launchSources();
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
