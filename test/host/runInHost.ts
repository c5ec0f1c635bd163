import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureDebuggers } from './debuggers';
import { runInExtensionHost } from './extensionHost';
import { fixtureWorkspace } from './fixtureWorkspace';
import { moduleVariable } from './inHost';
import { inRepository } from './paths';
import { withScope } from './scope';

/**
 * Runs one CommonJS module inside a real extension host and prints what it writes to its console; ends with 1 when it
 * throws. The module is loaded there (`require('vscode')` works) and its `run()`, if it exports one, is awaited:
 *
 *     node esbuild.mjs --tests
 *     node out/host/runInHost.js experiment.cjs [--workspace FOLDER_OR_FILE] [--timeout SECONDS]
 *
 * The workspace is a copy of test/fixtures/workspace unless told otherwise; the time limit is 120 s. This extension is loaded
 * from the repository (dist/extension.js), and the real debuggers of test/fixtures/debuggers are there.
 */
async function main(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { workspace: { type: 'string' }, timeout: { type: 'string', default: '120' } },
  });
  const [module] = positionals;
  if (module === undefined || !existsSync(module)) {
    console.error('Usage: node out/host/runInHost.js MODULE [--workspace FOLDER] [--timeout SECONDS]');
    return 2;
  }
  const [result] = await withScope(async (scope) =>
    runInExtensionHost(scope, {
      module: inRepository('out', 'host', 'inHost.js'),
      workspaces: [values.workspace === undefined ? await fixtureWorkspace(scope) : resolve(values.workspace)],
      extensions: [inRepository('test', 'fixtures', 'debuggers')],
      env: { ...(await ensureDebuggers(scope, process.env)), [moduleVariable]: resolve(module) },
      timeoutMs: Number(values.timeout) * 1000,
      onOutput: (text) => process.stdout.write(text),
    }),
  );
  if (result?.kind === 'failed') console.error(result.error);
  return result?.kind === 'finished' ? 0 : 1;
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
