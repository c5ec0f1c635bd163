import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inWorkspace } from './debugging';

/** The Python that has debugpy, as the runner found it. */
export const PYTHON = process.env.PROCESS_MONITOR_TEST_PYTHON ?? 'python3';

/** The C program of the fixture workspace, compiled into a folder of its own. */
export interface CompiledProgram {
  /** The executable, absolute. */
  readonly path: string;
  remove(): Promise<void>;
}

/** Compiles `burn.c` with what a debugger needs. Rejects with the compiler's words. */
export async function compileBurn(): Promise<CompiledProgram> {
  const folder = await mkdtemp(join(tmpdir(), 'process-monitor-c-'));
  const path = join(folder, 'burn');
  await promisify(execFile)('gcc', ['-g', '-O0', '-o', path, inWorkspace('burn.c')]);
  return { path, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Runs `body` while a program runs that no debugger has started; it is killed afterwards. */
export async function withProgram<T>(
  command: string,
  args: readonly string[],
  body: (program: ChildProcess & { readonly pid: number }) => Promise<T>,
): Promise<T> {
  // The test host's own environment would make it look like one of the editor's processes.
  const program = spawn(command, args, { env: { PATH: process.env.PATH }, stdio: ['ignore', 'ignore', 'pipe'] });
  try {
    await new Promise((resolve, reject) => program.once('spawn', resolve).once('error', reject));
    return await body(program as ChildProcess & { readonly pid: number });
  } finally {
    program.kill('SIGKILL');
  }
}
