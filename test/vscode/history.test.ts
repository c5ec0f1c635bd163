import assert from 'node:assert/strict';
import { cp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { fillStore } from '../../src/history/fillStore';
import { SessionStore } from '../../src/series/sessionStore';
import { reportFolderVariable } from '../support/hostReport';
import { KeptRuns, type KeptRun } from '../support/keptRuns';
import { waitFor } from '../support/waitFor';
import { extension } from './api';
import { inWorkspace, startDebugging, stopDebugging } from './debugging';
import { GitRepository } from './gitRepository';
import { pointsAfter } from './sessions';

const DAY_MS = 86_400_000;

const TELLS = `
console.log('connecting with --token=abc123 to https://me:secret@example.org');
console.error('no answer');
setInterval(() => require('node:fs').existsSync(process.argv[1] + '.exit') && process.exit(3), 100);
`;

describe('a run that is kept', () => {
  const runs = new KeptRuns(process.env[reportFolderVariable] ?? '');
  const program = inWorkspace('tells.js');
  let repository: GitRepository;
  let exited: KeptRun;

  before(async () => {
    repository = await GitRepository.create(inWorkspace('.'));
    await writeFile(program, TELLS);
    await repository.untilDirty();
  });

  after(async () => {
    await stopDebugging();
    for (const file of [program, `${program}.exit`]) await rm(file, { force: true });
    await repository.remove();
  });

  it('tells how the program exited, what it wrote without its secrets, and of which sources', async () => {
    const root = await startDebugging({ name: 'exits', program, args: ['--password', 'hunter2'] });
    await pointsAfter(root.id, 'process.memory.usage', 0, 1);
    await writeFile(`${program}.exit`, '');
    exited = await runs.find('exits', ({ name, outcome }) => name === 'exits' && outcome === 'crashed');
    const run = await runs.read(exited.id);
    assert.equal(run.damage, undefined);
    assert.equal(run.session.exitCode, 3);
    // The debugger adds how it ended.
    assert.deepEqual(run.output.slice(0, 2), ['connecting with --token=*** to https://***@example.org', 'no answer']);
    assert.deepEqual(run.header.git, { commit: repository.commit, branch: 'trunk', isDirty: true });
    const { version } = extension().packageJSON as { readonly version: string };
    assert.deepEqual(run.header.versions, { extension: version, editor: vscode.version, platform: process.platform });
    assert.doesNotMatch(JSON.stringify([run.header, run.session]), /hunter2/);
    const store = new SessionStore();
    fillStore(run, store);
    assert.ok((store.find({ metric: 'process.memory.usage', attributes: '' })?.latest ?? 0) > 1e6);
    assert.ok((exited.summary.peakMemoryBytes ?? 0) > 1e6);
  });

  it('tells by which signal the program died', async () => {
    await rm(program);
    await startDebugging({ name: 'dies', program: inWorkspace('crash.js'), args: ['signal', '1200'] });
    const { id, summary } = await runs.find('dies', ({ name, outcome }) => name === 'dies' && outcome === 'crashed');
    assert.match(summary.reason ?? '', /SIGKILL/);
    assert.match((await runs.read(id)).session.reason ?? '', /SIGKILL/);
  });

  it('goes after its time, but for one that is pinned', async () => {
    const summary = {
      ...exited.summary,
      name: 'old',
      startedAtMs: Date.now() - 9 * DAY_MS,
      endedAtMs: Date.now() - 8 * DAY_MS,
    };
    const [pinned, forgotten] = ['000000000-pinned', '000000000-forgotten'] as const;
    const { folder, path = '' } = runs;
    for (const id of [pinned, forgotten]) {
      await cp(folder.runPath(exited.id), join(path, `${id}.run`));
      await folder.writeSummary(id, summary);
    }
    await vscode.commands.executeCommand('processMonitor.pinRun', { run: { id: pinned } });
    assert.deepEqual(await folder.note(pinned), { isPinned: true });
    // The list is tidied whenever a run begins or ends.
    await startDebugging({ name: 'tidies', program: inWorkspace('exits.js'), args: ['1500'] });
    await waitFor(async () => !(await folder.ids()).includes(forgotten), {
      timeoutMs: 60_000,
      what: 'the old run to go',
    });
    assert.ok((await folder.ids()).includes(pinned));
    await vscode.commands.executeCommand('processMonitor.unpinRun', { run: { id: pinned } });
    assert.deepEqual(await folder.note(pinned), { isPinned: false });
  });
});
