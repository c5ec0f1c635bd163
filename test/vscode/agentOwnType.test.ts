import { waitFor } from '../support/waitFor';
import { startDebugging, stopDebugging } from './debugging';
import { outputOf, writeInWorkspace } from './launching';
import { pointsAfter } from './sessions';

/** The file in which the program finds its variables. */
const ENV_FILE = 'options.env';

describe('the agent in Node programs that are started without a debugger', () => {
  let removeFile: () => void;
  before(() => {
    removeFile = writeInWorkspace(ENV_FILE, 'FROM_FILE=yes\nNODE_OPTIONS=--stack-trace-limit=33\n');
  });
  after(() => {
    removeFile();
  });
  afterEach(() => stopDebugging());

  for (const { what, env, limit } of [
    { what: 'of their file of variables', env: {}, limit: 33 },
    { what: 'of their environment', env: { NODE_OPTIONS: '--stack-trace-limit=44' }, limit: 44 },
  ]) {
    it(`reports beside the options ${what}`, async () => {
      const output = outputOf('process-monitor');
      try {
        const root = await startDebugging({
          name: 'options',
          type: 'process-monitor',
          runtimeExecutable: 'node',
          program: '${workspaceFolder}/options.js',
          envFile: `\${workspaceFolder}/${ENV_FILE}`,
          env,
        });
        await waitFor(() => output.text().includes(`limit ${limit}, variable yes`), {
          timeoutMs: 60_000,
          what: `the options ${what}`,
        });
        await pointsAfter(root.id, 'v8js.memory.heap.used', 0, 2);
        await pointsAfter(root.id, 'nodejs.eventloop.delay.p99', 0, 1);
      } finally {
        output.dispose();
      }
    });
  }
});
