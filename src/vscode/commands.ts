import * as vscode from 'vscode';
import type { Session } from '../shared/state';
import { Owner } from './disposables';
import { COMMANDS } from './ids';

/** What the commands do. */
export interface CommandHandlers {
  openPanel(): void;
  stopMonitoring(sessionId: string): void;
  /** Monitors a process that a person picks: for the session where one is given, else as a session of its own. */
  monitorProcess(sessionId?: string): Promise<void>;
  /** Monitors what runs in a terminal: the one that the argument names, else the active one. */
  monitorTerminal(argument: unknown): Promise<void>;
  showLog(): void;
  /** The sessions that are being monitored. */
  running(): readonly Session[];
}

/** Registers the commands of the manifest. Their arguments come from anywhere and are not trusted. */
export class Commands extends Owner {
  constructor(private readonly handlers: CommandHandlers) {
    super();
    const implementations: Readonly<Record<(typeof COMMANDS)[keyof typeof COMMANDS], (argument: unknown) => unknown>> =
      {
        [COMMANDS.openPanel]: () => {
          handlers.openPanel();
        },
        [COMMANDS.stopMonitoring]: () => this.stopMonitoring(),
        [COMMANDS.monitorProcess]: (argument) => handlers.monitorProcess(this.sessionOf(argument)),
        [COMMANDS.monitorTerminal]: (argument) => handlers.monitorTerminal(argument),
        [COMMANDS.showLog]: () => {
          handlers.showLog();
        },
      };
    for (const [id, run] of Object.entries(implementations)) this.register(vscode.commands.registerCommand(id, run));
  }

  private sessionOf(argument: unknown): string | undefined {
    return this.handlers.running().find(({ id }) => id === argument)?.id;
  }

  /** Stops the one session that is monitored, or the one that a person picks. */
  private async stopMonitoring(): Promise<void> {
    const sessions = this.handlers.running();
    const [first] = sessions;
    if (first === undefined) {
      await vscode.window.showInformationMessage(vscode.l10n.t('Nothing is being monitored.'));
      return;
    }
    const items = sessions.map((session) => ({ label: session.name, description: session.type, session }));
    const picked =
      sessions.length === 1
        ? first
        : (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Stop monitoring which program?') }))
            ?.session;
    if (picked !== undefined) this.handlers.stopMonitoring(picked.id);
  }
}
