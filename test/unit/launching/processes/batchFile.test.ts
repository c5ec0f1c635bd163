import assert from 'node:assert/strict';
import { windowsCommand } from '../../../../src/launching/processes/batchFile';

describe('windowsCommand', () => {
  it('starts a program as it is', () => {
    const command = windowsCommand('C:\\node.exe', ['a b', '&'], 'cmd.exe');
    assert.deepEqual(command, { file: 'C:\\node.exe', args: ['a b', '&'], isVerbatim: false });
  });

  it('runs a batch file in the command interpreter, every part in quotes', () => {
    const command = windowsCommand('C:\\Program Files\\npm.cmd', ['run', 'my script', 'x\\'], 'C:\\cmd.exe');
    assert.deepEqual(command, {
      file: 'C:\\cmd.exe',
      args: ['/d', '/s', '/c', '""C:\\Program Files\\npm.cmd" "run" "my script" "x\\\\""'],
      isVerbatim: true,
    });
  });

  for (const argument of ['a"b', '%PATH%', 'a&calc', 'a|b', '<a', '>a', '^', '!a!', 'a\nb']) {
    it(`refuses ${JSON.stringify(argument)} as an argument of a batch file`, () => {
      assert.deepEqual(windowsCommand('a.BAT', ['x', argument], 'cmd.exe'), { refused: argument });
    });
  }
});
