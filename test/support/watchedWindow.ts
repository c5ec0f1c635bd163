import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeRules } from '../../src/alerting/decodeRules';
import { defaultRules } from '../../src/alerting/defaultRules';
import { OutputTail } from '../../src/history/outputTail';
import { newRunId, RunFolder } from '../../src/history/runFolder';
import { RunRecorder } from '../../src/history/runRecorder';
import { FORMAT_VERSION } from '../../src/history/runRecords';
import { MonitorHub } from '../../src/monitoring/monitorHub';
import { ViewFeed } from '../../src/monitoring/viewFeed';
import { chooseSource } from '../../src/sampling/chooseSource';
import { Sampler } from '../../src/sampling/sampler';
import type { ProcessSource } from '../../src/sampling/processSource';
import { createSystemClock } from '../../src/sampling/systemClock';
import type { Clock } from '../../src/shared/clock';
import type { ProcessIdentity } from '../../src/shared/sample';
import { ownCpuSeconds } from './sampling/cpuTime';

/** What a watched window does beside sampling and keeping series. */
export interface WindowParts {
  /** Judges by the default rules and looks for anomalies. */
  readonly judges: boolean;
  /** Writes the run to the disk. */
  readonly records: boolean;
  /** Makes the messages for an open panel, as the text that goes to it. */
  readonly shows: boolean;
}

const MEMORY_LIMIT_BYTES = 16e9;
const FLUSH_EVERY_ROUNDS = 5;

/**
 * The parts of the extension host without VS Code, wired as in extension.ts: real sampler on procfs, hub, rules,
 * anomalies, recorder, feed. Watches the trees below the roots at the interval until it is disposed; `rounds` counts.
 */
export class WatchedWindow {
  rounds = 0;
  private readonly hub = new MonitorHub();
  private readonly folder = mkdtempSync(join(tmpdir(), 'process-monitor-window-'));
  private readonly source: ProcessSource;
  private readonly feed = new ViewFeed(this.hub);
  private readonly sampler: Sampler;
  private recorder: RunRecorder | undefined;
  private flushed: Promise<void> = Promise.resolve();
  private shownBytes = 0;

  constructor(
    private readonly parts: WindowParts,
    intervalMs: number,
    private readonly clock: Clock = createSystemClock(),
    cpuSeconds: () => number = ownCpuSeconds,
  ) {
    const { hub } = this;
    this.source = chooseSource('procfs', { platform: process.platform }, clock).source;
    if (parts.judges) {
      const { rules } = decodeRules(undefined, defaultRules(), { memoryLimitBytes: MEMORY_LIMIT_BYTES });
      const anomalies = { notify: 'toast', detector: 'envelope' } as const;
      hub.setAlerting(() => ({ rules, anomalies, memoryLimitBytes: MEMORY_LIMIT_BYTES }), clock.nowMs());
    }
    this.sampler = new Sampler(
      {
        source: this.source,
        clock,
        cpuSeconds,
        droppedSamples: () => hub.droppedSamples,
        log: (text) => {
          console.warn(text);
        },
        onRound: (round) => {
          hub.ingest(round.sessionId, round);
          this.afterRound();
        },
        onSelf: (timeMs, readings) => {
          hub.ingestSelf(timeMs, readings);
        },
        onStatus: () => undefined,
      },
      intervalMs,
    );
  }

  /** Begins to watch the trees below these pids as one session. Rejects where one has gone. */
  async watch(pids: readonly number[]): Promise<void> {
    const { clock, hub } = this;
    const startedAtMs = clock.nowMs();
    hub.begin({ id: 's', name: 'bench', type: 'node', startedAtMs });
    if (this.parts.records) this.recorder = await this.record(startedAtMs);
    const roots: ProcessIdentity[] = [];
    for (const pid of pids) {
      const found = await this.source.find(pid);
      if (found === undefined) throw new Error(`process ${pid} has gone`);
      hub.ingest('s', { kind: 'target', timeMs: clock.nowMs(), process: found, debuggee: 's' });
      roots.push(found);
    }
    if (this.parts.shows) this.feed.snapshot(undefined, clock.nowMs(), this.sampler.status());
    this.sampler.watch('s', roots);
  }

  async dispose(): Promise<void> {
    this.sampler.dispose();
    this.source.dispose();
    await this.flushed;
    const session = this.hub.monitor('s')?.session();
    const store = this.hub.monitor('s')?.store;
    if (session !== undefined && store !== undefined) await this.recorder?.end(session, store);
    rmSync(this.folder, { recursive: true, force: true });
  }

  private record(startedAtMs: number): Promise<RunRecorder> {
    const names = { sessionId: 's', name: 'bench', type: 'node', configuration: 'bench' };
    const header = { format: FORMAT_VERSION, versions: {}, startedAtMs, ...names } as const;
    return RunRecorder.begin(newRunId(startedAtMs, '0'), header, new OutputTail(), {
      folder: new RunFolder(this.folder),
      writerPid: process.pid,
      onProblem: (text) => {
        throw new Error(text);
      },
    });
  }

  private afterRound(): void {
    const { clock, hub } = this;
    this.rounds += 1;
    const nowMs = clock.nowMs();
    hub.tick(nowMs, clock.wallMs());
    if (this.parts.shows) this.shownBytes += JSON.stringify(this.feed.append(nowMs, this.sampler.status())).length;
    const monitor = hub.monitor('s');
    if (this.recorder === undefined || monitor === undefined || this.rounds % FLUSH_EVERY_ROUNDS !== 0) return;
    this.flushed = this.recorder.flush(monitor.session(), monitor.store);
  }
}
