import * as vscode from 'vscode';
import { Owner } from '../disposables';
import { EXPORT_COMMANDS } from '../ids';

/** What each command does; its argument comes from anywhere and is not trusted. */
export type ExportCommandHandlers = Readonly<
  Record<keyof typeof EXPORT_COMMANDS, (argument: unknown) => Promise<unknown>>
>;

/** Registers the commands that carry values elsewhere. */
export class ExportCommands extends Owner {
  constructor(handlers: ExportCommandHandlers) {
    super();
    for (const [name, handler] of Object.entries(handlers)) {
      const command = EXPORT_COMMANDS[name as keyof typeof EXPORT_COMMANDS];
      this.register(vscode.commands.registerCommand(command, handler));
    }
  }
}
