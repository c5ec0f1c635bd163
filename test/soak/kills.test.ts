import assert from 'node:assert/strict';
import { ensureDebuggers } from '../host/debuggers';
import { runInExtensionHost } from '../host/extensionHost';
import { fixtureWorkspace } from '../host/fixtureWorkspace';
import { inRepository } from '../host/paths';
import { withScope } from '../host/scope';
import type { KillReport } from '../support/killReport';

const TIMEOUT_MS = 60 * 60_000;

// The short form is in the tests of the extension host; killedWindow.test.ts kills the host and the server.
describe('targets, agents and debug adapters that are killed at random moments', () => {
  it('leave the right state, no orphan of ours, and their runs but for the last five seconds', () =>
    withScope(async (scope) => {
      const [result] = await runInExtensionHost<KillReport>(scope, {
        module: inRepository('out', 'vscode', 'soak', 'kills.js'),
        workspaces: [await fixtureWorkspace(scope)],
        extensions: [inRepository('test', 'fixtures', 'debuggers')],
        env: await ensureDebuggers(scope, process.env),
        timeoutMs: TIMEOUT_MS,
        onOutput: (text) => process.stdout.write(text),
      });
      assert.ok(result?.kind === 'finished', result?.kind === 'failed' ? result.error : 'No window was opened.');
      console.log(result.value);
    }));
});
