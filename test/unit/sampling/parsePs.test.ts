import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parsePs } from '../../../src/sampling/parsePs';

function recorded(system: string): string {
  return readFileSync(`test/fixtures/processTables/ps-${system}.txt`, 'utf8');
}

describe('parsePs', () => {
  it('reads what Linux prints', () => {
    const processes = parsePs(recorded('linux'));
    assert.equal(processes.length, 6);
    assert.deepEqual(processes[3], {
      pid: 1200,
      parentPid: 900,
      startTimeMs: new Date(2026, 10, 24, 7, 18, 19).getTime(),
      state: 'Sl+',
      command: 'node',
      name: 'node',
    });
    assert.equal(processes[5]?.startTimeMs, new Date(2026, 10, 1, 7, 18, 21).getTime());
    assert.equal(processes[5].name, 'a) R (b');
  });

  it('reads what macOS prints: paths with spaces', () => {
    const processes = parsePs(recorded('macos'));
    assert.deepEqual(
      processes.map(({ pid, name }) => [pid, name]),
      [
        [1, 'launchd'],
        [412, 'Electron'],
        [8123, 'node'],
        [8130, 'app'],
        [8131, '(node)'],
      ],
    );
    assert.equal(processes[3]?.command, '/Users/ada/My Project/build/app');
  });

  it('reads starts in which the day stands before the month', () => {
    const processes = parsePs(recorded('freebsd'));
    assert.deepEqual(
      processes.map(({ pid, startTimeMs }) => [pid, startTimeMs]),
      [
        [0, new Date(2026, 10, 2, 9, 13, 44).getTime()],
        [1, new Date(2026, 10, 2, 9, 13, 45).getTime()],
        [871, new Date(2026, 10, 24, 10, 2, 33).getTime()],
      ],
    );
  });

  it('leaves out lines of another form', () => {
    assert.deepEqual(parsePs('\nPID PPID\n 1 2 S\n 1 0 S Tue Foo 99 07:05:04 2026 x\n'), []);
  });
});
