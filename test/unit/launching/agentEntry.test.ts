import assert from 'node:assert/strict';
import { entryExpression, lacksAgent, readEntry } from '../../../src/launching/agentEntry';
import { AGENT_FILE, AgentHost, LIVES, runProgram, type ProgramOptions } from '../../support/agent/agentHost';
import { nodeOfMajor } from '../../support/agent/nodeVersions';

const CJS = `const { Session } = require('inspector');`;
const ESM = `import { Session } from 'node:inspector';`;

/** A program that, once its main script has run, has an expression evaluated in itself as a debugger does it, prints the answer, and lives on. */
function asked(start: string, expression: string, before = '', after = ''): string {
  return `${start}
    ${LIVES}
    ${before}
    const session = new Session();
    session.connect();
    const ask = (expression, answered) => session.post('Runtime.evaluate',
      { expression, includeCommandLineAPI: true },
      (error, answer) => answered(error ?? JSON.stringify(answer.result.value ?? answer)));
    setImmediate(() => ask(${JSON.stringify(expression)}, console.log));
    ${after}`;
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

  const hasTicked = (): boolean => host.ticks.length > 0;
  const hasAnswered = (stdout: string): boolean => stdout.endsWith('\n');
  const run = async (source: string, until: (stdout: string) => boolean, options?: ProgramOptions): Promise<string> => {
    const { code, stdout, stderr } = await runProgram(source, { ...options, until });
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
        const node = await nodeOfMajor(major);
        assert.equal(await run(asked(start, expression), hasTicked, { node, flags }), '"entered"');
        assert.ok(hasTicked());
      });
    }
  }

  it('finds out that the agent is there already', async () => {
    assert.equal(await run(asked(CJS, expression), hasTicked, { folder: host.folder.path }), '"present"');
    assert.equal(host.frames.filter(({ frame }) => frame.kind === 'hello').length, 1);
  });

  it('leaves a program alone that was told to do without, and one that cannot see the file', async () => {
    const declines = `process.env.PROCESS_MONITOR_AGENT = '';`;
    assert.match(
      await run(asked(CJS, expression, declines), hasAnswered),
      /^"refused: PROCESS_MONITOR_AGENT is empty"$/,
    );
    const unseen = entryExpression({ file: '/is/not/there.js', folder: host.folder.path });
    assert.match(await run(asked(CJS, unseen), hasAnswered), /^"refused: the agent cannot be seen from there"$/);
    assert.deepEqual(host.frames, []);
  });

  it('comes back to a program whose host went away for good', async () => {
    const dead = entryExpression({ file: AGENT_FILE, folder: '/is/not/there' });
    const again = `const asking = setInterval(() => ask(${JSON.stringify(expression)}, (answer) => {
      if (answer !== '"entered"') return;
      clearInterval(asking);
      processMonitor.counter('jobs');
    }), 300);`;
    const hasCounted = (): boolean =>
      host.ticks.some(({ application }) => application.some(({ name }) => name === 'jobs'));
    await run(asked(CJS, dead, '', again), hasCounted);
    assert.ok(hasCounted());
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
