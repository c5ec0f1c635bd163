import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { waitFor } from '../../support/waitFor';
import { CLI } from './processMonitor';

/** The command in a pseudo terminal of its own, as `script` (util-linux) makes one. */
class Terminal {
  readonly ended: Promise<unknown>;
  private readonly child: ChildProcess;
  shown = '';

  constructor(program: string, ...options: readonly string[]) {
    const words = [process.execPath, CLI, 'run', ...options, '--', process.execPath, '-e', program];
    // Not every shell that `script` finds makes way by itself: one that stays dies of Ctrl+C too, and its code is not ours.
    const command = `exec ${words.map((word) => `'${word}'`).join(' ')}`;
    this.child = spawn('script', ['-q', '-e', '-f', '-c', command, '/dev/null'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.child.stdout?.on('data', (text: Buffer) => (this.shown += text.toString('utf8')));
    this.ended = once(this.child, 'close');
  }

  type(text: string): void {
    this.child.stdin?.write(text);
  }

  async exitCode(): Promise<number | null> {
    await this.ended;
    return this.child.exitCode;
  }
}

describe('the command line in a terminal', function () {
  this.timeout(60_000);

  before(function () {
    if (process.platform !== 'linux') this.skip();
  });

  it('shows a live line over itself, and the table at the end', async () => {
    const terminal = new Terminal('process.stdin.once("data", () => process.exit(3))');
    const isLive = (): boolean => /\r\u001b\[KCPU .* %  Memory .* MB  Processes 1/.test(terminal.shown);
    await waitFor(isLive, { timeoutMs: 30_000, what: 'the live line' });
    terminal.type('\n');
    assert.equal(await terminal.exitCode(), 3, terminal.shown);
    assert.match(terminal.shown, /\r\u001b\[Knode ran for .*Exited with code 3/);
  });

  it('lets Ctrl+C end the command once, and passes its code on', async () => {
    const program = `
      let signals = 0;
      process.on("SIGINT", () => { signals += 1; setTimeout(() => { console.log("signals: " + signals); process.exit(4); }, 300); });
      setInterval(() => {}, 1000);
      console.log("ready");`;
    const terminal = new Terminal(program, '--no-agent');
    await waitFor(() => terminal.shown.includes('ready'), { timeoutMs: 30_000, what: 'the command to run' });
    terminal.type('\u0003');
    assert.equal(await terminal.exitCode(), 4, terminal.shown);
    assert.match(terminal.shown, /signals: 1\b/);
    assert.match(terminal.shown, /node ran for .*Exited with code 4/);
  });
});
