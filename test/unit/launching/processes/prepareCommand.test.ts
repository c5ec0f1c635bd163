import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CommandLine } from '../../../../src/launching/configurations/commandLine';
import {
  prepareCommand,
  type Preparation,
  type PreparedCommand,
} from '../../../../src/launching/processes/prepareCommand';

describe('prepareCommand', () => {
  let folder: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'prepare-'));
    mkdirSync(join(folder, 'sub'));
    writeFileSync(join(folder, 'tool'), '');
    chmodSync(join(folder, 'tool'), 0o755);
    writeFileSync(join(folder, 'text'), '');
    writeFileSync(join(folder, 'vars'), '# comment\nA="from file"\nB=2\n');
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  function prepare(fields: Partial<CommandLine>): Preparation {
    return prepareCommand(
      {
        file: 'tool',
        fileField: 'program',
        args: [],
        env: {},
        console: 'internalConsole',
        stopSignal: 'SIGTERM',
        ...fields,
      },
      { platform: 'linux', env: { PATH: folder }, folder },
    );
  }

  function ready(fields: Partial<CommandLine>): PreparedCommand {
    const preparation = prepare(fields);
    assert.equal(preparation.kind, 'ready', JSON.stringify(preparation));
    return preparation.prepared;
  }

  it('finds the executable and runs it in the folder of the workspace', () => {
    const { file, cwd, isVerbatim } = ready({});
    assert.deepEqual({ file, cwd, isVerbatim }, { file: join(folder, 'tool'), cwd: folder, isVerbatim: false });
  });

  it('takes the folder and the executable against the workspace', () => {
    const { file, cwd } = ready({ cwd: 'sub', file: '../tool' });
    assert.deepEqual({ file, cwd }, { file: join(folder, 'tool'), cwd: join(folder, 'sub') });
  });

  it('reads the file of variables, over which the others win', () => {
    const envFile = { path: 'vars', isOptional: false };
    assert.deepEqual(ready({ envFile, env: { B: '3', C: null } }).env, { A: 'from file', B: '3', C: null });
  });

  it('does without a file of variables that is optional', () => {
    assert.deepEqual(ready({ envFile: { path: 'none', isOptional: true } }).env, {});
  });

  it('searches the PATH that the configuration sets', () => {
    const preparation = prepare({ env: { PATH: '/nowhere' } });
    assert.equal(preparation.kind, 'problem');
  });

  const bad: readonly (readonly [string, Partial<CommandLine>, string, RegExp])[] = [
    ['a missing folder', { cwd: 'none' }, 'cwd', /no folder ".*none"\. Create it/],
    ['a file as folder', { cwd: 'text' }, 'cwd', /no folder/],
    ['a missing program', { file: './none' }, 'program', /no file "\.\/none"\. Build it/],
    [
      'a missing name',
      { file: 'none', fileField: 'python' },
      'python',
      /no program "none" is in the PATH\. Install it/,
    ],
    ['a program that is not executable', { file: './text' }, 'program', /text" is not executable\. Make it/],
    ['a folder as program', { file: './sub' }, 'program', /no file/],
    ['a missing script', { script: { field: 'program', path: 'a.js' } }, 'program', /no file ".*a\.js"\. Build it/],
    [
      'a missing file of variables',
      { envFile: { path: 'none', isOptional: false } },
      'envFile',
      /cannot be read\. Create/,
    ],
    ['an unknown variable', { file: '${workspaceFoldr}/a' }, 'program', /variable \$\{workspaceFoldr\} is not known/],
    ['an unknown variable in the folder', { cwd: '${x}' }, 'cwd', /\$\{x\}/],
  ];
  for (const [name, fields, field, text] of bad) {
    it(`names the field and the remedy for ${name}`, () => {
      const preparation = prepare(fields);
      assert.equal(preparation.kind, 'problem');
      assert.equal(preparation.field, field);
      assert.match(preparation.text, text);
    });
  }

  it('leaves what looks like a variable in the arguments', () => {
    assert.deepEqual(ready({ args: ['echo ${HOME}'] }).args, ['echo ${HOME}']);
  });
});
