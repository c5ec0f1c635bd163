import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { VerdictKind } from '../../../src/shared/diagnosis';
import { startProcess, type OwnedProcess } from '../../host/childProcess';
import { inRepository } from '../../host/paths';
import { withScope, type Scope } from '../../host/scope';
import { cachedPackages } from '../cachedPackages';
import { waitFor } from '../waitFor';
import type { DiagnosisGroup, DiagnosisProgram } from './diagnosisPrograms';
import { listeningUrl, programArguments, startLoad } from './programLoad';

/** What Clinic.js Doctor says of a program: the category of the trouble, or that it came to no result. */
export interface DoctoredProgram {
  readonly program: DiagnosisProgram;
  readonly category: string;
}

/** Where Clinic.js Doctor is, from npm into the cache folder: it brings 100 MB. Rejects where it cannot be had. */
export function clinicDoctor(): Promise<string> {
  return cachedPackages('clinic-doctor', ['@clinic/doctor@11.0.0']);
}

/**
 * Runs the programs of a group side by side, under their load, as Clinic.js Doctor runs them, and returns what it says of
 * each. `modules` is the folder of `clinicDoctor`, `downstream` the address of a slow service.
 */
export function doctorGroup(
  modules: string,
  { programs, seconds }: DiagnosisGroup,
  downstream: string,
): Promise<readonly DoctoredProgram[]> {
  return withScope((scope) =>
    Promise.all(
      programs.map(async (program) => {
        const run = await DoctorRun.start(scope, modules, program, downstream);
        await delay(seconds * 1e3);
        return { program, category: await run.end() };
      }),
    ),
  );
}

/** Its categories that tell of each kind of trouble, in its favour where it is in doubt; some it knows nothing of. */
const CATEGORIES: Partial<Record<VerdictKind, string>> = {
  eventLoopBlocked: 'event-loop',
  cpuBound: 'event-loop',
  gcBound: 'gc',
  memoryLimit: 'gc',
  memoryGrowth: 'gc',
  waiting: 'io',
  descriptorLeak: 'io',
  handleLeak: 'io',
};

/** Whether it has a category for a program's fault. */
export function hasCategory({ program: { expected } }: DoctoredProgram): boolean {
  return expected !== undefined && CATEGORIES[expected] !== undefined;
}

/** Of a faulty program whether it tells the fault's category; of a healthy one whether it tells none of them. */
export function isDoctorRight({ program: { expected }, category }: DoctoredProgram): boolean {
  if (expected !== undefined) return category === CATEGORIES[expected];
  return !Object.values(CATEGORIES).includes(category);
}

/** An analysis of 10,000 samples keeps a core busy for a while, and those of a group run at the same time. */
const ANALYSIS_MS = 600_000;

/** A program under Clinic.js Doctor and under load, in a temporary folder that the scope removes. */
class DoctorRun {
  private constructor(
    private readonly name: string,
    private readonly running: OwnedProcess,
    private readonly stopLoad: () => void,
  ) {}

  static async start(scope: Scope, modules: string, program: DiagnosisProgram, downstream: string): Promise<DoctorRun> {
    const folder = await mkdtemp(join(tmpdir(), 'process-monitor-doctor-'));
    scope.own(() => rm(folder, { recursive: true, force: true }));
    const file = inRepository('test', 'fixtures', 'programs', 'diagnosis.js');
    const driver = inRepository('test', 'fixtures', 'programs', 'clinicDoctor.js');
    const args = [driver, modules, ...programArguments(program, file, downstream)];
    // What the program leaves where temporary files go is removed with the rest.
    const env = { ...process.env, TMPDIR: folder };
    const running = startProcess(scope, process.execPath, args, { cwd: folder, env });
    const { name } = program;
    const url = (): Promise<string> =>
      waitFor(() => listeningUrl(running.output()), { timeoutMs: 30_000, what: `${name} to listen` });
    const stopLoad = await startLoad(url, program);
    scope.own(stopLoad);
    return new DoctorRun(name, running, stopLoad);
  }

  /** Ends the program, and returns the category that is printed then, or `none in time`, whose reason is told. */
  async end(): Promise<string> {
    this.stopLoad();
    this.interrupt();
    await Promise.race([this.running.exited, delay(ANALYSIS_MS, undefined, { ref: false })]);
    const category = /Category: (\S+)/.exec(this.running.output())?.[1];
    if (category === undefined) console.error(`No analysis of ${this.name}: ${this.running.output()}`);
    return category ?? 'none in time';
  }

  private interrupt(): void {
    try {
      if (this.running.pid !== undefined) process.kill(this.running.pid, 'SIGINT');
    } catch {
      // It has ended by itself.
    }
  }
}
