import assert from 'node:assert/strict';
import { startProcess } from '../../host/childProcess';
import { processTree } from '../../host/processTree';
import { Scope } from '../../host/scope';
import { waitFor } from '../../support/waitFor';

const options = { cwd: process.cwd(), env: process.env };

/** A program whose child ignores SIGTERM and has a process group of its own, as a terminal's shell has. */
const parent = `
  const { spawn } = require('node:child_process');
  const child = \`process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log('ready', process.pid)\`;
  spawn(process.execPath, ['-e', child], { detached: true, stdio: 'inherit' });
  setInterval(() => {}, 1000);
`;

describe('a process that is started by the runner', () => {
  it('is ended with the scope, and so is a stubborn child with a process group of its own', async function () {
    // The child is given 3 s to end by itself.
    this.timeout(60_000);
    const scope = new Scope();
    const started = startProcess(scope, process.execPath, ['-e', parent], options);
    const child = await waitFor(() => /ready (\d+)/.exec(started.output())?.[1], {
      timeoutMs: 30_000,
      what: 'the child',
    });
    assert.equal(processTree(Number(child)).length, 1);
    await scope.dispose();
    assert.equal(await started.exited, 'SIGTERM');
    await waitFor(() => processTree(Number(child)).length === 0, { timeoutMs: 30_000, what: 'the child to end' });
  });

  it('tells its exit code and what it printed on both streams', async () => {
    const scope = new Scope();
    const script = `console.log('out'); console.error('err'); process.exitCode = 3`;
    const started = startProcess(scope, process.execPath, ['-e', script], options);
    assert.equal(await started.exited, 3);
    assert.match(started.output(), /out/);
    assert.match(started.output(), /err/);
    await scope.dispose();
  });

  it('tells why it could not be started', async () => {
    const scope = new Scope();
    const started = startProcess(scope, './no-such-program', [], options);
    assert.match(String(await started.exited), /ENOENT/);
    await scope.dispose();
  });
});
