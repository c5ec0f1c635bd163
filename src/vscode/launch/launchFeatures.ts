import * as vscode from 'vscode';
import { monitoredStartOf } from '../../launching/monitoredStart';
import { Owner } from '../disposables';
import type { PickedProcess } from '../processPicker';
import { DebugType } from './debugType';
import { LaunchCatalog } from './launchCatalog';
import { LaunchCodeLenses } from './launchCodeLenses';
import { LaunchCommands } from './launchCommands';
import { LaunchStarter } from './launchStarter';
import { LaunchTree } from './launchTree';

/** What starting under the monitor needs of the rest. */
export interface LaunchFeaturePorts {
  readonly extensionUri: vscode.Uri;
  pickProcess(): Promise<PickedProcess | undefined>;
  /** The debug sessions that run now. */
  liveSessions(): readonly vscode.DebugSession[];
  /** Shows a session in the panel. */
  show(sessionId: string): void;
}

/** Everything by which a person starts a program in order to monitor it. */
export class LaunchFeatures extends Owner {
  constructor(ports: LaunchFeaturePorts) {
    super();
    const catalog = this.register(new LaunchCatalog());
    const starter = this.register(new LaunchStarter(catalog));
    this.register(new DebugType(ports.extensionUri, catalog, starter));
    this.register(new LaunchCodeLenses(catalog));
    this.register(new LaunchTree(catalog));
    this.register(
      new LaunchCommands({
        catalog,
        starter,
        pickProcess: () => ports.pickProcess(),
        liveSessions: () => ports.liveSessions().filter(({ parentSession }) => parentSession === undefined),
      }),
    );
    // Who asks for a program to be monitored wants to see it.
    this.register(
      vscode.debug.onDidStartDebugSession((session) => {
        const isAskedFor = monitoredStartOf(session.configuration) !== undefined;
        if (isAskedFor && session.parentSession === undefined) ports.show(session.id);
      }),
    );
  }
}
