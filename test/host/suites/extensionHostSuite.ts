import type { TestCounts } from '../../support/runMocha';
import { ensureDebuggers } from '../debuggers';
import { findDesktop } from '../desktop';
import { type HostRunOptions, runInExtensionHost } from '../extensionHost';
import { fixtureWorkspace } from '../fixtureWorkspace';
import { inRepository } from '../paths';
import { runOnDesktop } from '../desktopHost';
import type { Suite } from './suite';

/** The compiled tests of `out/vscode`, run inside a real extension host: of a desktop VS Code where there is one, else of the server. */
export function extensionHostSuite(name: string, timeoutMs: number): Suite {
  return {
    name,
    run: async (scope, { env, grep, print }) => {
      const options: HostRunOptions = {
        module: inRepository('out', 'vscode', 'index.js'),
        workspace: await fixtureWorkspace(scope),
        extensions: [inRepository('test', 'fixtures', 'debuggers')],
        env: { ...(await ensureDebuggers(scope, env)), ...(grep === undefined ? {} : { PROCESS_MONITOR_GREP: grep }) },
        timeoutMs,
        onOutput: print,
      };
      const desktop = await findDesktop(env);
      const result = desktop
        ? await runOnDesktop<TestCounts>(scope, desktop, options)
        : await runInExtensionHost<TestCounts>(scope, options);
      if (result.kind === 'failed') return { kind: 'broken', problem: result.error };
      return { kind: 'ran', counts: result.value };
    },
  };
}
