import { statSync } from 'node:fs';
import { join } from 'node:path';

/** What people download and load, and how large it may be at most. */
export interface SizeBudget {
  readonly name: string;
  /** Below the root of the repository; their sizes are added. */
  readonly files: readonly string[];
  readonly mostBytes: number;
}

/** What is built. */
export const BUNDLES: readonly SizeBudget[] = [
  { name: 'extension host, at activation', files: ['dist/extension.js'], mostBytes: 350_000 },
  { name: 'agent, in each Node program', files: ['dist/agent.js'], mostBytes: 20_000 },
  { name: 'panel', files: ['dist/webview.js', 'dist/webview.css'], mostBytes: 300_000 },
];

/** What is installed. */
export const PACKAGE: SizeBudget = { name: 'package', files: ['out/process-monitor.vsix'], mostBytes: 800_000 };

/** The size of what a budget is for, bytes. Throws where a file is missing. */
export function sizeOf({ files }: Pick<SizeBudget, 'files'>, root: string): number {
  return files.reduce((sum, file) => sum + statSync(join(root, file)).size, 0);
}

/** Throws where something is larger than it may be, and names all that is. */
export function checkSizes(budgets: readonly SizeBudget[], root: string): void {
  const tooLarge = budgets.flatMap((budget) => {
    const bytes = sizeOf(budget, root);
    if (bytes <= budget.mostBytes) return [];
    return `${budget.name} (${budget.files.join(', ')}): ${bytes} bytes, ${bytes - budget.mostBytes} too many`;
  });
  if (tooLarge.length > 0)
    throw new Error(
      `Larger than test/host/sizeBudgets.ts allows: ${tooLarge.join('; ')}. ` +
        'What is not needed at the start can be loaded later: see src/vscode/laterPart.ts.',
    );
}
