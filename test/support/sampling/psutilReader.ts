import { execFileSync, spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface, type Interface } from 'node:readline';

/** Reads processes with psutil in a Python that stays, as a monitor written in Python would. */
export class PsutilReader {
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly lines: Interface;

  /** `python` is one that has psutil, see `findPsutil`. */
  constructor(python: string, pids: readonly number[]) {
    this.child = spawn(python, ['-c', SCRIPT, ...pids.map(String)]);
    this.lines = createInterface(this.child.stdout);
  }

  /** CPU time of one reading of all processes, seconds, as Python counts it; the mean over a few. */
  secondsPerRead(what: 'cpuAndMemory' | 'all'): Promise<number> {
    return new Promise((resolve, reject) => {
      this.child.once('exit', () => {
        reject(new Error('psutil has given up'));
      });
      this.lines.once('line', (line) => {
        this.child.removeAllListeners('exit');
        resolve(Number(line));
      });
      this.child.stdin.write(`${what}\n`);
    });
  }

  dispose(): void {
    this.child.removeAllListeners('exit');
    this.lines.close();
    this.child.kill('SIGKILL');
  }
}

/**
 * A Python that has psutil; the Debian package is installed where there is none and we may. Undefined where it cannot
 * be had.
 */
export function findPsutil(): string | undefined {
  const found = pythonWithPsutil();
  if (found !== undefined || process.getuid?.() !== 0) return found;
  try {
    execFileSync('apt-get', ['update'], { stdio: 'ignore' });
    execFileSync('apt-get', ['install', '--yes', '--no-install-recommends', 'python3-psutil'], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  return pythonWithPsutil();
}

/** What to run where `findPsutil` finds none. */
export const PSUTIL_COMMAND = 'sudo apt-get install python3-psutil';

function pythonWithPsutil(): string | undefined {
  // Debian's own comes first: another one on the PATH does not see the package.
  return ['/usr/bin/python3', 'python3'].find((python) => {
    try {
      execFileSync(python, ['-c', 'import psutil'], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  });
}

const SCRIPT = `
import sys, time, psutil
processes = [psutil.Process(int(pid)) for pid in sys.argv[1:]]
def read(everything):
    for process in processes:
        with process.oneshot():
            process.cpu_times(); process.memory_info()
            if everything:
                process.num_threads(); process.num_fds(); process.io_counters(); process.num_ctx_switches()
for line in sys.stdin:
    before, reads = time.process_time(), 0
    while time.process_time() - before < 0.03:
        read(line.strip() == 'all')
        reads += 1
    print((time.process_time() - before) / reads, flush=True)
`;
