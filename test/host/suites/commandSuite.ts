import { npm } from '../npm';
import { repositoryRoot } from '../paths';
import type { Suite } from './suite';
import { withTimeLimit } from './timeLimit';

/** A script of package.json as a suite: it counts as one test, passed when it ends with 0. */
export function commandSuite(name: string, script: string, timeoutMs: number): Suite {
  return {
    name,
    run: async (scope, { env, print }) => {
      const command = npm(scope, ['run', '--silent', script], { cwd: repositoryRoot, env, onOutput: print });
      const code = await withTimeLimit(command.exited, timeoutMs);
      await command.stop();
      if (code === undefined) return { kind: 'broken', problem: `npm run ${script} took over ${timeoutMs / 1000} s.` };
      const failures = code === 0 ? [] : [`npm run ${script} ended with ${code}.`];
      return { kind: 'ran', counts: { passed: 1 - failures.length, failures, skipped: 0 } };
    },
  };
}
