import assert from 'node:assert/strict';
import { entryAt, readLaunchFile } from '../../../../src/launching/configurations/launchFile';

const TEXT = `{
  // A comment
  "version": "0.2.0",
  "configurations": [
    { "name": "one", "type": "node", "request": "launch", "program": "a.js", },
    /* no name */ { "type": "node", "request": "launch" },
    { "name": "two", "type": "go", "request": "attach" },
  ],
  "compounds": [
    { "name": "both", "configurations": ["one", { "name": "two", "folder": "b" }], "stopAll": true, "preLaunchTask": "build" },
  ],
}`;

describe('readLaunchFile', () => {
  it('reads configurations and compounds with comments and trailing commas, in the order of the text', () => {
    const file = readLaunchFile(TEXT);
    assert.equal(file.problem, undefined);
    assert.deepEqual(
      file.entries.map(({ kind, name }) => [kind, name]),
      [
        ['configuration', 'one'],
        ['configuration', 'two'],
        ['compound', 'both'],
      ],
    );
  });

  it('tells where an entry stands', () => {
    const [one] = readLaunchFile(TEXT).entries;
    assert.ok(one);
    const text = TEXT.slice(one.range.offset, one.range.offset + one.range.length);
    assert.match(text, /^\{ "name": "one".*\}$/);
  });

  it('reads the members of a compound, in other folders too', () => {
    const compound = readLaunchFile(TEXT).entries.at(-1);
    assert.deepEqual(compound?.kind === 'compound' && compound.compound, {
      name: 'both',
      stopAll: true,
      preLaunchTask: 'build',
      members: [{ name: 'one' }, { name: 'two', folder: 'b' }],
    });
  });

  it('reads the launch section of a workspace file', () => {
    const file = readLaunchFile(`{ "folders": [], "launch": ${TEXT} }`, ['launch']);
    assert.equal(file.entries.length, 3);
  });

  it('keeps what stands before an error and says where the error is', () => {
    const file = readLaunchFile(
      '{ "configurations": [\n{ "name": "one", "type": "node", "request": "launch" },\n{ "name": ',
    );
    assert.deepEqual(
      file.entries.map(({ name }) => name),
      ['one'],
    );
    assert.match(file.problem ?? '', /in line 3$/);
  });

  for (const text of ['', 'null', '[]', '{"configurations": {"a": 1}}', '{"configurations": [1, null, "x"]}']) {
    it(`finds nothing in ${JSON.stringify(text)}`, () => {
      assert.deepEqual(readLaunchFile(text).entries, []);
    });
  }
});

describe('entryAt', () => {
  const file = readLaunchFile(TEXT);

  it('finds the entry around the cursor', () => {
    assert.equal(entryAt(file, TEXT.indexOf('"go"'))?.name, 'two');
    assert.equal(entryAt(file, TEXT.indexOf('stopAll'))?.name, 'both');
  });

  it('finds none between entries', () => {
    assert.equal(entryAt(file, TEXT.indexOf('version')), undefined);
  });
});
