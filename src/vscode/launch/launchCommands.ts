import * as v from 'valibot';
import * as vscode from 'vscode';
import { OWN_TYPE } from '../../launching/configurations/translate';
import type { LaunchEntry } from '../../launching/configurations/launchFile';
import { planStart } from '../../launching/monitoredStart';
import { Owner } from '../disposables';
import { LAUNCH_COMMANDS } from '../ids';
import type { PickedProcess } from '../processPicker';
import type { LaunchCatalog, OfferedEntry } from './launchCatalog';
import { pickEntry } from './launchPicker';
import type { LaunchStarter } from './launchStarter';
import { mayAttach } from './trust';

/** What the commands need of the rest. */
export interface LaunchCommandPorts {
  readonly catalog: LaunchCatalog;
  readonly starter: LaunchStarter;
  /** Lets a person pick a process. */
  pickProcess(): Promise<PickedProcess | undefined>;
  /** The root sessions of the debugger that run now. */
  liveSessions(): readonly vscode.DebugSession[];
}

const referenceArgument = v.object({
  reference: v.object({ sourceId: v.string(), kind: v.picklist(['configuration', 'compound']), name: v.string() }),
});
const sessionArgument = v.object({ sessionId: v.string() });

/** Registers the commands that start, attach and restart. Their arguments come from anywhere and are not trusted. */
export class LaunchCommands extends Owner {
  constructor(private readonly ports: LaunchCommandPorts) {
    super();
    const implementations: Readonly<
      Record<(typeof LAUNCH_COMMANDS)[keyof typeof LAUNCH_COMMANDS], (argument: unknown) => Promise<unknown>>
    > = {
      [LAUNCH_COMMANDS.monitorLaunchConfig]: (argument) => this.monitor(argument),
      [LAUNCH_COMMANDS.attachToProcess]: () => this.attach(),
      [LAUNCH_COMMANDS.restart]: (argument) => this.restart(argument),
      [LAUNCH_COMMANDS.pickProcessId]: async () => (await ports.pickProcess())?.process.pid.toString(),
    };
    for (const [id, run] of Object.entries(implementations)) this.register(vscode.commands.registerCommand(id, run));
  }

  /** Starts what the argument means: an entry of a view or lens, the one under the cursor of a file, or a picked one. */
  private async monitor(argument: unknown): Promise<boolean> {
    const offered = await this.entryOf(argument);
    return offered !== undefined && this.ports.starter.start(offered);
  }

  private async entryOf(argument: unknown): Promise<OfferedEntry | undefined> {
    const { catalog } = this.ports;
    const parsed = v.safeParse(referenceArgument, argument);
    const meant = parsed.success ? await catalog.find(parsed.output.reference) : undefined;
    if (meant !== undefined) return meant;
    const entries = await catalog.entries();
    if (!(argument instanceof vscode.Uri)) return pickEntry(entries);
    const ofFile = entries.filter(({ source }) => source.id === argument.toString());
    const under = await entryUnderCursor(argument, catalog);
    const found = ofFile.find(({ entry }) => entry.kind === under?.kind && entry.name === under.name);
    return found ?? pickEntry(ofFile.length > 0 ? ofFile : entries);
  }

  private async attach(): Promise<boolean> {
    if (!mayAttach()) return false;
    const picked = await this.ports.pickProcess();
    if (picked === undefined) return false;
    const { process: target } = picked;
    const name = `${target.name} (${target.pid})`;
    const configuration = { name, type: OWN_TYPE, request: 'attach' as const, processId: target.pid };
    const planned = planStart(configuration, `attach ${target.pid}`, process.platform);
    return vscode.debug.startDebugging(undefined, { ...planned, name }, { noDebug: true });
  }

  /** Restarts the session that is meant, else the active one; once all have ended, the last one that was monitored. */
  private async restart(argument: unknown): Promise<void> {
    const live = this.ports.liveSessions();
    const parsed = v.safeParse(sessionArgument, argument);
    const meant = parsed.success ? live.find(({ id }) => id === parsed.output.sessionId) : undefined;
    const active = live.find(({ id }) => id === vscode.debug.activeDebugSession?.id);
    const session = meant ?? active ?? live.at(-1);
    if (session !== undefined) {
      await vscode.commands.executeCommand('workbench.action.debug.restart', undefined, { sessionId: session.id });
    } else if (!(await this.ports.starter.again())) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Nothing was monitored that could be restarted.'));
    }
  }
}

function entryUnderCursor(file: vscode.Uri, catalog: LaunchCatalog): Promise<LaunchEntry | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.uri.toString() !== file.toString()) return Promise.resolve(undefined);
  const { document, selection } = editor;
  return catalog.entryAt(file, document.getText(), document.offsetAt(selection.active));
}
