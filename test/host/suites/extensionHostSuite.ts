import { join } from 'node:path';
import type { HostResult } from '../../support/hostReport';
import type { TestCounts } from '../../support/runMocha';
import { ensureDebuggers } from '../debuggers';
import { findDesktop } from '../desktop';
import { type HostRunOptions, runInExtensionHost } from '../extensionHost';
import { fixtureWorkspace } from '../fixtureWorkspace';
import { inRepository } from '../paths';
import { runOnDesktop } from '../desktopHost';
import type { Suite, SuiteOutcome } from './suite';

/** The compiled tests of `out/vscode`, run inside a real extension host: of a desktop VS Code where there is one, else of the server. */
export function extensionHostSuite(name: string, timeoutMs: number): Suite {
  return {
    name,
    run: async (scope, { env, grep, print }) => {
      const options: HostRunOptions = {
        module: inRepository('out', 'vscode', 'index.js'),
        workspaces: [
          await fixtureWorkspace(scope),
          join(await fixtureWorkspace(scope, 'multiRoot'), 'all.code-workspace'),
        ],
        extensions: [inRepository('test', 'fixtures', 'debuggers')],
        env: { ...(await ensureDebuggers(scope, env)), ...(grep === undefined ? {} : { PROCESS_MONITOR_GREP: grep }) },
        timeoutMs,
        onOutput: print,
      };
      const desktop = await findDesktop(env);
      const results = desktop
        ? await runOnDesktop<TestCounts>(scope, desktop, options)
        : await runInExtensionHost<TestCounts>(scope, options);
      return outcomeOf(results);
    },
  };
}

function outcomeOf(windows: readonly HostResult<TestCounts>[]): SuiteOutcome {
  const problems = windows.flatMap((window) => (window.kind === 'failed' ? [window.error] : []));
  const sum = (of: (counts: TestCounts) => number): number =>
    windows.reduce((total, window) => total + (window.kind === 'finished' ? of(window.value) : 0), 0);
  const counts = {
    passed: sum(({ passed }) => passed),
    failures: windows.flatMap((window) => (window.kind === 'finished' ? window.value.failures : [])),
    skipped: sum(({ skipped }) => skipped),
  };
  return problems.length > 0 ? { kind: 'broken', problem: problems.join('\n'), counts } : { kind: 'ran', counts };
}
