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
  /** Marks this moment of a session. */
  addMark(sessionId: string): Promise<void>;
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
        [COMMANDS.addMark]: (argument) => this.addMark(argument),
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
    const picked = await this.pickSession(vscode.l10n.t('Stop monitoring which program?'));
    if (picked !== undefined) this.handlers.stopMonitoring(picked.id);
  }

  private async addMark(argument: unknown): Promise<void> {
    const sessionId = this.sessionOf(argument) ?? (await this.pickSession(vscode.l10n.t('Mark which program?')))?.id;
    if (sessionId !== undefined) await this.handlers.addMark(sessionId);
  }

  /** The one session that is monitored, or the one that a person picks; says so where there is none. */
  private async pickSession(title: string): Promise<Session | undefined> {
    const sessions = this.handlers.running();
    const [first] = sessions;
    if (first === undefined) {
      await vscode.window.showInformationMessage(vscode.l10n.t('Nothing is being monitored.'));
      return undefined;
    }
    const items = sessions.map((session) => ({ label: session.name, description: session.type, session }));
    return sessions.length === 1 ? first : (await vscode.window.showQuickPick(items, { title }))?.session;
  }
}
