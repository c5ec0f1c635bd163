import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProfileKind } from '../../shared/agentFrames';
import type { Capture } from '../../shared/capture';
import type { Clock } from '../../shared/clock';
import type { ProcessKey, SessionId } from '../../shared/sample';
import type { Pause } from '../../shared/state';
import { captureLimit, type CaptureRefusal } from './captureLimits';
import type { CaptureTarget } from './captureTarget';
import { EvidenceFolder } from './evidenceFolder';
import { hotFunctions } from './hotFunctions';

/** What taking evidence needs of the rest. */
export interface CaptureTakerPorts {
  readonly clock: Clock;
  /** Of what to take it; undefined where no Node program of the session can be reached. */
  target(sessionId: SessionId, process?: ProcessKey): Promise<CaptureTarget | undefined>;
  /** The spans in which a debugger held the program. */
  pauses(sessionId: SessionId): readonly Pause[];
  /** Whether a debugger holds this process, while others of the session may go on. */
  isHeld(sessionId: SessionId, process: ProcessKey): boolean;
  /** Where the evidence of a session is kept, absolute. */
  folderOf(sessionId: SessionId): Promise<string>;
  /** What programs may still take, bytes; undefined where nobody knows. */
  freeMemoryBytes(): number | undefined;
  /** A few characters that nobody can guess, of `a` to `z` and digits. */
  random(): string;
}

/** What came of a request for evidence. */
export type CaptureResult =
  | { readonly kind: 'taken'; readonly path: string; readonly process: ProcessKey; readonly capture: Capture }
  | { readonly kind: 'refused'; readonly refusal: CaptureRefusal };

/** How long a profile is, seconds; a snapshot is taken at once. */
export const PROFILE_SECONDS: Readonly<Record<ProfileKind, number>> = {
  cpuProfile: 5,
  heapProfile: 10,
  heapSnapshot: 0,
};

/** So long the answer may take beyond that: an event loop may be blocked, and writing a snapshot blocks it. */
const ANSWER_WITHIN_MS: Readonly<Record<ProfileKind, number>> = {
  cpuProfile: 30_000,
  heapProfile: 30_000,
  heapSnapshot: 180_000,
};

const FILE_ENDS: Readonly<Record<ProfileKind, string>> = {
  cpuProfile: 'cpuprofile',
  heapProfile: 'heapprofile',
  heapSnapshot: 'heapsnapshot',
};

/** How the name ends of what is not all written yet. */
const UNFINISHED = '.part';

/** Takes evidence of Node programs through their agents or debuggers, one at a time, and keeps it with the run. */
export class CaptureTaker {
  private isBusy = false;

  constructor(private readonly ports: CaptureTakerPorts) {}

  /** Takes evidence of a process, without one of the busiest of the session. Rejects with errors of the file system. */
  async take(sessionId: SessionId, profile: ProfileKind, process?: ProcessKey): Promise<CaptureResult> {
    if (this.isBusy) return refused({ kind: 'busy' });
    this.isBusy = true;
    try {
      const target = await this.ports.target(sessionId, process);
      return target === undefined ? refused({ kind: 'unreachable' }) : await this.takeOf(target, sessionId, profile);
    } finally {
      this.isBusy = false;
    }
  }

  private async takeOf(target: CaptureTarget, sessionId: SessionId, profile: ProfileKind): Promise<CaptureResult> {
    const { ports } = this;
    const folder = new EvidenceFolder(await ports.folderOf(sessionId));
    const freeDiskBytes = await folder.freeDiskBytes();
    const { count: takenCount, bytes: takenBytes } = await folder.usage();
    const { heapUsedBytes } = target;
    const freeMemoryBytes = ports.freeMemoryBytes();
    const startedMs = ports.clock.nowMs();
    const limit = captureLimit({
      profile,
      isPaused: this.wasPaused(sessionId, target, startedMs),
      takenCount,
      takenBytes,
      freeDiskBytes,
      ...(heapUsedBytes === undefined ? {} : { heapUsedBytes }),
      ...(freeMemoryBytes === undefined ? {} : { freeMemoryBytes }),
    });
    if ('refusal' in limit) return refused(limit.refusal);
    const { maxBytes } = limit;
    const name = `${stampOf(startedMs)}-${ports.random()}.${FILE_ENDS[profile]}`;
    const written = target.folder === undefined ? folder.file(`${name}${UNFINISHED}`) : join(target.folder, name);
    const failure = await this.answerTo(target, { profile, file: name, maxBytes }, written);
    if (failure !== undefined) return refused({ kind: 'failed', reason: failure });
    // A profile of a program that stood shows the debugger, not the program.
    if (profile !== 'heapSnapshot' && this.wasPaused(sessionId, target, startedMs)) {
      await rm(written, { force: true });
      return refused({ kind: 'paused' });
    }
    const path = await folder.take(written, name, maxBytes);
    const hottest = profile === 'cpuProfile' ? hotFunctions(await readFile(path, 'utf8')) : [];
    return { kind: 'taken', path, process: target.process, capture: { kind: profile, file: name, hottest } };
  }

  /** Why there is no file; undefined once there is. One that comes too late is removed. */
  private async answerTo(
    target: CaptureTarget,
    wanted: { readonly profile: ProfileKind; readonly file: string; readonly maxBytes: number },
    written: string,
  ): Promise<string | undefined> {
    const { clock } = this.ports;
    const seconds = PROFILE_SECONDS[wanted.profile];
    const answered = target.ask({ ...wanted, seconds }, written);
    let isLate = false;
    const late = new Promise<string>((resolve) => {
      const cancel = clock.schedule(seconds * 1e3 + ANSWER_WITHIN_MS[wanted.profile], () => {
        isLate = true;
        resolve('the program does not answer: its event loop is blocked');
      });
      void answered.then(cancel);
    });
    void answered.then(() => (isLate ? rm(written, { force: true }) : undefined));
    return Promise.race([answered, late]);
  }

  private wasPaused(sessionId: SessionId, { process }: CaptureTarget, sinceMs: number): boolean {
    if (this.ports.isHeld(sessionId, process)) return true;
    return this.ports.pauses(sessionId).some(({ toMs = Infinity }) => toMs >= sinceMs);
  }
}

function refused(refusal: CaptureRefusal): CaptureResult {
  return { kind: 'refused', refusal };
}

/** A moment as a part of a file's name, in UTC: `2026-11-24-18-57-03`. */
function stampOf(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 19).replaceAll(/[T:]/g, '-');
}
