import assert from 'node:assert/strict';
import { entryExpression, lacksAgent, readEntry } from '../../../src/launching/agentEntry';
import { AGENT_FILE, AgentHost, runProgram, type ProgramOptions } from '../../support/agent/agentHost';
import { nodeOfMajor } from '../../support/agent/nodeVersions';

const CJS = `const { Session } = require('inspector');`;
const ESM = `import { Session } from 'node:inspector';`;

/** A program that has an expression evaluated in itself as a debugger does it, prints the answer, and lives a while. */
function asked(start: string, expression: string, before = ''): string {
  return `${start}
    ${before}
    const session = new Session();
    session.connect();
    setTimeout(() => session.post('Runtime.evaluate',
      { expression: ${JSON.stringify(expression)}, includeCommandLineAPI: true },
      (error, answer) => console.log(error ?? JSON.stringify(answer.result.value ?? answer))), 100);
    setTimeout(() => undefined, 1800);`;
}

describe('the entry of the agent into a program that runs', () => {
  let host: AgentHost;
  let expression: string;
  beforeEach(async () => {
    host = await AgentHost.open();
    expression = entryExpression({ file: AGENT_FILE, folder: host.folder.path });
  });
  afterEach(() => {
    host.dispose();
  });

  const run = async (source: string, options: ProgramOptions = {}): Promise<string> => {
    const { code, stdout, stderr } = await runProgram(source, options);
    assert.deepEqual([code, stderr], [0, '']);
    return stdout.trim();
  };

  for (const major of [18, 22, 26]) {
    for (const [what, start, flags] of [
      ['a CommonJS program', CJS, []],
      ['an ES module', ESM, ['--input-type=module']],
    ] as const) {
      it(`works in ${what} of Node ${major}`, async function () {
        this.timeout(120_000);
        assert.equal(await run(asked(start, expression), { node: await nodeOfMajor(major), flags }), '"entered"');
        assert.ok(host.ticks.length > 0);
      });
    }
  }

  it('finds out that the agent is there already', async () => {
    assert.equal(await run(asked(CJS, expression), { folder: host.folder.path }), '"present"');
    assert.equal(host.frames.filter(({ frame }) => frame.kind === 'hello').length, 1);
  });

  it('leaves a program alone that was told to do without, and one that cannot see the file', async () => {
    const declines = `process.env.PROCESS_MONITOR_AGENT = '';`;
    assert.match(await run(asked(CJS, expression, declines)), /^"refused: PROCESS_MONITOR_AGENT is empty"$/);
    const unseen = entryExpression({ file: '/is/not/there.js', folder: host.folder.path });
    assert.match(await run(asked(CJS, unseen)), /^"refused: the agent cannot be seen from there"$/);
    assert.deepEqual(host.frames, []);
  });

  it('comes back to a program whose host went away for good', async () => {
    const dead = entryExpression({ file: AGENT_FILE, folder: '/is/not/there' });
    const again = asked(
      CJS,
      dead,
      `setTimeout(() => ask(${JSON.stringify(expression)}), 900);
      const ask = (expression) => session.post('Runtime.evaluate', { expression, includeCommandLineAPI: true });
      setTimeout(() => processMonitor.counter('jobs'), 1000);
      setTimeout(() => undefined, 2900);`,
    );
    await run(again);
    assert.ok(host.ticks.some(({ application }) => application.some(({ name }) => name === 'jobs')));
  });
});

describe('readEntry', () => {
  it('reads what a debugger shows', () => {
    assert.deepEqual(readEntry("'entered'"), { kind: 'entered' });
    assert.deepEqual(readEntry('"present"'), { kind: 'present' });
    assert.deepEqual(readEntry("'refused: not Node 18 or newer'"), { kind: 'refused', reason: 'not Node 18 or newer' });
  });

  for (const other of [undefined, '', 'undefined', "'7231 2.26'", "'refused: '", 'ReferenceError: process']) {
    it(`does not understand ${String(other)}`, () => {
      assert.equal(readEntry(other), undefined);
    });
  }
});

describe('lacksAgent', () => {
  it('is so of an attach and of a launch without the agent', () => {
    assert.ok(lacksAgent({ type: 'pwa-node', request: 'attach' }));
    assert.ok(lacksAgent({ type: 'node-terminal', request: 'launch', env: { A: '1' } }));
    assert.ok(!lacksAgent({ type: 'pwa-node', request: 'launch', env: { PROCESS_MONITOR_AGENT: '/tmp/x' } }));
  });
});
