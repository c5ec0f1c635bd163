import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A procfs in a temporary folder, in which a test lets processes come and go. */
export class ProcfsFolder {
  readonly root = mkdtempSync(join(tmpdir(), 'procfs-'));

  constructor() {
    this.write('uptime', '1000.00 2000.00\n');
    this.write('self/stat', statLine({ pid: 1, startTicks: 1 }));
    this.setLastPid(1);
  }

  /** Starts a process, or changes what its `stat` says. */
  put(process: FakeStat): void {
    this.write(`${process.pid}/stat`, statLine(process));
  }

  remove(pid: number): void {
    rmSync(join(this.root, String(pid)), { recursive: true });
  }

  /** The last pid that the system gave out. */
  setLastPid(pid: number): void {
    this.write('loadavg', `0.00 0.00 0.00 1/100 ${pid}\n`);
  }

  write(path: string, content: string): void {
    const file = join(this.root, path);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, content);
  }

  dispose(): void {
    rmSync(this.root, { recursive: true });
  }
}

export interface FakeStat {
  readonly pid: number;
  readonly startTicks: number;
  readonly parentPid?: number;
  readonly comm?: string;
  readonly state?: string;
  readonly threads?: number;
  readonly residentPages?: number;
}

function statLine(process: FakeStat): string {
  const { pid, startTicks, parentPid = 1, comm = 'node', state = 'S', threads = 1, residentPages = 100 } = process;
  const counts = `0 -1 0 10 0 1 0 20 5 0 0 20 0 ${threads} 0 ${startTicks} 5000 ${residentPages} 0`;
  return `${pid} (${comm}) ${state} ${parentPid} 1 1 ${counts}\n`;
}
