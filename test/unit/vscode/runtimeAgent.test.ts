import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AgentProcesses } from '../../../src/runtime/agentProcesses';
import { RuntimeAgent } from '../../../src/vscode/runtimeAgent';
import { FakeClock } from '../../support/fakeClock';

const LAUNCH = { type: 'pwa-node', request: 'launch', env: { A: '1' } };

class Memento {
  readonly values = new Map<string, unknown>();
  get = (key: string): unknown => this.values.get(key);
  update = (key: string, value: unknown): Promise<void> => Promise.resolve(void this.values.set(key, value));
}

describe('RuntimeAgent', () => {
  const agents: RuntimeAgent[] = [];
  const logged: string[] = [];
  let storage: string;
  beforeEach(() => {
    storage = mkdtempSync(join(tmpdir(), 'process-monitor-storage-'));
    writeFileSync(join(storage, 'shipped.js'), '');
    logged.length = 0;
  });
  afterEach(() => {
    for (const agent of agents.splice(0)) agent.dispose();
    rmSync(storage, { recursive: true });
  });

  function open(memento: Memento, shipped = 'shipped.js'): RuntimeAgent {
    const clock = new FakeClock();
    const agent = new RuntimeAgent({
      clock,
      processes: new AgentProcesses(clock, () => undefined),
      shippedFile: join(storage, shipped),
      shippedModule: join(storage, 'sitecustomize.py'),
      storageFolder: storage,
      socketBases: [tmpdir()],
      memento,
      environment: {},
      platform: process.platform,
      isWatched: () => false,
      log: (text) => logged.push(text),
    });
    agents.push(agent);
    return agent;
  }

  it('gives a launch the agent and the folder in which this window listens', async () => {
    const { env } = await open(new Memento()).inject(LAUNCH);
    const { NODE_OPTIONS: options, PROCESS_MONITOR_AGENT: folder } = env as Readonly<Record<string, string>>;
    assert.equal(options, `--require ${JSON.stringify(join(storage, 'agent.js'))}`);
    assert.ok(existsSync(folder ?? ''));
  });

  it('leaves a launch as it was where the agent is missing, and says so', async () => {
    assert.equal(await open(new Memento(), 'missing.js').inject(LAUNCH), LAUNCH);
    assert.match(logged.join(), /will not report from inside: Error: ENOENT/);
  });

  it('listens in the same folder after a reload, from the start on', async () => {
    const memento = new Memento();
    const before = open(memento);
    const access = await before.access();
    before.dispose();
    assert.ok(access !== undefined && !existsSync(access.folder));
    const after = open(memento);
    await after.resume();
    assert.ok(existsSync(access.folder));
    assert.equal((await after.access())?.folder, access.folder);
  });

  it('listens nowhere in a window that never did', async () => {
    const memento = new Memento();
    await open(memento).resume();
    assert.deepEqual([...memento.values], []);
  });
});
