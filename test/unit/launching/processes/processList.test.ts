import assert from 'node:assert/strict';
import { listProcesses, readPsOutput, readStatLine } from '../../../../src/launching/processes/processList';

const STAT =
  '4711 (a (b) c) S 12 4700 4700 34816 4711 4194304 100 0 0 0 1 2 0 0 20 0 7 0 987654 1000 200 18446744073709551615';

describe('readStatLine', () => {
  it('reads parent, group and start behind a name that holds anything', () => {
    assert.deepEqual(readStatLine(STAT), { pid: 4711, parentPid: 12, groupId: 4700, startedAt: '987654' });
  });

  it('leaves out zombies and what is no such line', () => {
    assert.equal(readStatLine(STAT.replace(') S ', ') Z ')), undefined);
    assert.equal(readStatLine(''), undefined);
    assert.equal(readStatLine('no (line)'), undefined);
  });
});

describe('readPsOutput', () => {
  it('reads what ps prints on macOS', () => {
    const output = [
      '    1     0     1 Ss   Mon Nov 23 08:00:00 2026    ',
      '  501     1   501 S+   Tue Nov 24 09:10:11 2026    ',
      '  502   501   501 Z+   Tue Nov 24 09:10:12 2026    ',
      '',
    ].join('\n');
    assert.deepEqual(readPsOutput(output), [
      { pid: 1, parentPid: 0, groupId: 1, startedAt: 'Mon Nov 23 08:00:00 2026' },
      { pid: 501, parentPid: 1, groupId: 501, startedAt: 'Tue Nov 24 09:10:11 2026' },
    ]);
  });
});

describe('listProcesses', () => {
  it('lists this very process', async () => {
    const own = (await listProcesses(process.platform)).find(({ pid }) => pid === process.pid);
    assert.equal(own?.parentPid, process.ppid);
  });
});
