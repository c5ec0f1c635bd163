import * as vscode from 'vscode';
import { Owner } from '../disposables';
import { TOOLS, type ToolName } from './toolNames';

/** Lets VS Code's own language models ask what is monitored. They only read. */
export class LanguageModelTools extends Owner {
  constructor(answer: (tool: ToolName, input: unknown) => Promise<string>) {
    super();
    // Forks of the editor, and builds without chat, have no such tools.
    const { lm } = vscode as Partial<Pick<typeof vscode, 'lm'>>;
    if (typeof lm?.registerTool !== 'function') return;
    for (const tool of Object.values(TOOLS)) {
      const invoke = async ({
        input,
      }: vscode.LanguageModelToolInvocationOptions<unknown>): Promise<vscode.LanguageModelToolResult> =>
        new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(await answer(tool, input))]);
      this.register(lm.registerTool(tool, { invoke }));
    }
  }
}
