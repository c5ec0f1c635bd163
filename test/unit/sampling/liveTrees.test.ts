import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { chooseSource } from '../../../src/sampling/chooseSource';
import { CpuMeter } from '../../../src/sampling/cpuMeter';
import type { ProcessSource } from '../../../src/sampling/processSource';
import { RoundReader } from '../../../src/sampling/roundReader';
import { createSystemClock } from '../../../src/sampling/systemClock';
import { WatchedSession } from '../../../src/sampling/watchedSession';
import { ShellPrograms, type ShellProgram } from '../../support/sampling/shellPrograms';
import { waitFor } from '../../support/waitFor';

describe('trees of living programs', function () {
  this.timeout(60_000);
  const clock = createSystemClock();
  let programs: ShellPrograms;
  let source: ProcessSource;
  let reader: RoundReader;

  before(function () {
    if (process.platform !== 'linux') this.skip();
  });

  beforeEach(() => {
    programs = new ShellPrograms();
    source = chooseSource('procfs', { platform: 'linux' }, clock).source;
    reader = new RoundReader(source, clock, new CpuMeter(() => 0), (text) => {
      assert.fail(text);
    });
  });

  afterEach(() => {
    programs.killAll();
    source.dispose();
  });

  async function watch({ pid }: ShellProgram, marker?: string): Promise<WatchedSession> {
    const root = await source.find(pid);
    assert(root);
    const session = new WatchedSession('s', { isHelper: () => false, ...(marker !== undefined && { marker }) });
    session.addRoot(root);
    return session;
  }

  async function pidsOf(session: WatchedSession): Promise<number[]> {
    const [round] = await reader.read([session]);
    return round?.[1].processes.map(({ process }) => process.pid) ?? [];
  }

  /** Waits until the program's orphan, whose pid it printed, has lost its parent. */
  async function orphanOf(program: ShellProgram): Promise<number> {
    const pid = await program.printedPid();
    await waitFor(() => parentOf(pid) !== program.pid && !isRelated(pid, program.pid), {
      timeoutMs: 30_000,
      what: 'an orphan',
    });
    return pid;
  }

  it('find the orphan of a double fork that was never seen as a child', async () => {
    const program = programs.start('(sleep 1000 & echo $!); wait; read line', { leads: true });
    const orphan = await orphanOf(program);
    assert.deepEqual((await pidsOf(await watch(program))).sort(), [program.pid, orphan].sort());
  });

  it('find an orphan that nohup keeps alive', async () => {
    const program = programs.start('(nohup sleep 1000 >/dev/null 2>&1 & echo $!); read line', { leads: true });
    const orphan = await orphanOf(program);
    assert.ok((await pidsOf(await watch(program))).includes(orphan));
  });

  it('keep what has left for a session of its own, after the root has exited too', async () => {
    const program = programs.start('setsid sleep 1000 & echo $!; read line', { leads: true });
    const pid = await program.printedPid();
    await waitFor(() => sessionOf(pid) === pid, { timeoutMs: 30_000, what: 'a session of its own' });
    const session = await watch(program);
    assert.ok((await pidsOf(session)).includes(pid));
    await program.end();
    assert.deepEqual(await pidsOf(session), [pid]);
    assert.deepEqual(await pidsOf(session), [pid]);
  });

  it('take neither orphans nor siblings of a root that leads no group', async () => {
    const sibling = programs.start('read line', { leads: false });
    const program = programs.start('(sleep 1000 & echo $!); read line', { leads: false });
    const orphan = await orphanOf(program);
    const session = await watch(program);
    assert.deepEqual(await pidsOf(session), [program.pid]);
    assert.equal(groupOf(sibling.pid), groupOf(program.pid));
    assert.equal(groupOf(orphan), groupOf(program.pid));
  });

  it('find such an orphan by the marker that it inherited, and no one else', async () => {
    const marker = `PROCESS_MONITOR_TEST=${randomUUID()}`;
    const sibling = programs.start('read line', { leads: false });
    const program = programs.start('(setsid sleep 1000 & echo $!); read line', { leads: false, marker });
    const orphan = await orphanOf(program);
    const pids = await pidsOf(await watch(program, marker));
    assert.deepEqual(pids.sort(), [program.pid, orphan].sort());
    assert.equal(pids.includes(sibling.pid), false);
  });
});

/** Field `number` of a process's stat, counted from the state, which is 3. Names here hold no parenthesis. */
function statField(pid: number, number: number): number {
  return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[number - 3]);
}

function parentOf(pid: number): number {
  return statField(pid, 4);
}

function groupOf(pid: number): number {
  return statField(pid, 5);
}

function sessionOf(pid: number): number {
  return statField(pid, 6);
}

/** Whether a process descends from another. */
function isRelated(pid: number, ancestor: number): boolean {
  for (let at = pid; at > 1; at = parentOf(at)) if (at === ancestor) return true;
  return false;
}
