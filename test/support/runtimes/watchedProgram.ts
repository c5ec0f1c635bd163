import { spawn, type ChildProcess } from 'node:child_process';
import { MonitorHub } from '../../../src/monitoring/monitorHub';
import type { RuntimeSource } from '../../../src/runtime/runtimeSource';
import { createSystemClock } from '../../../src/sampling/systemClock';
import type { MetricName } from '../../../src/shared/metrics';
import { attributesOf, type ProcessInfo } from '../../../src/shared/sample';
import { inRepository } from '../../host/paths';
import { waitFor } from '../waitFor';

const ROUND_MS = 200;

/** The session under which a watched program is kept. */
export const SESSION = 's';

/** A real program under runtime sources, in rounds as a sampler would make them, without an editor. */
export class WatchedProgram {
  readonly clock = createSystemClock();
  readonly hub = new MonitorHub();
  private source: RuntimeSource | undefined;
  private timer: NodeJS.Timeout | undefined;
  private said = '';

  private constructor(
    private readonly child: ChildProcess,
    readonly process: ProcessInfo,
  ) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => (this.said += chunk.toString()));
    }
  }

  /** Starts a command in the root of the repository. */
  static start(file: string, args: readonly string[], env: NodeJS.ProcessEnv = {}, name = 'program'): WatchedProgram {
    const startTimeMs = Date.now();
    const child = spawn(file, args, {
      cwd: inRepository(),
      env: { ...process.env, ...env },
      stdio: 'pipe',
    });
    return new WatchedProgram(child, { pid: child.pid ?? NaN, parentPid: process.pid, startTimeMs, name });
  }

  /** Writes a line to the program's input. */
  say(line: string): void {
    this.child.stdin?.write(`${line}\n`);
  }

  /** What the program has said so far that matches. */
  output(pattern: RegExp): Promise<RegExpExecArray> {
    return waitFor(() => pattern.exec(this.said), { timeoutMs: 30_000, what: `${String(pattern)} in its output` });
  }

  /** The address of a program that says on which port it listens. */
  async url(): Promise<string> {
    return `http://127.0.0.1:${(await this.output(/Listening on (\d+)/))[1]}`;
  }

  /** Has a source look at the program from now on. */
  watch(source: RuntimeSource): void {
    this.source = source;
    this.hub.begin({ id: SESSION, name: 'program', type: 'process', startedAtMs: this.clock.nowMs() });
    this.timer = setInterval(() => {
      this.round();
    }, ROUND_MS);
  }

  /** The newest value of one of the program's own series, or a counter's total; NaN where there is none. */
  latest(metric: MetricName, name: string, more: Readonly<Record<string, string>> = {}): number {
    const series = this.hub.series(SESSION, { metric, attributes: attributesOf({ ...more, name }) });
    let latest = NaN;
    // What values are like is known only while there are some: a gap may stand behind them by now.
    series?.visitStored(0, (_, value) => (latest = Number.isNaN(value) ? latest : value));
    return latest;
  }

  /** Waits until one of the program's own series has a value that is meant. */
  async shows(
    metric: MetricName,
    name: string,
    isMeant: (value: number) => boolean,
    more: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    const shown = (): string | false => (isMeant(this.latest(metric, name, more)) ? name : false);
    await waitFor(shown, { timeoutMs: 30_000, what: `${metric} ${name}` }).catch((error: unknown) => {
      throw new Error(`${String(error)} It is ${this.latest(metric, name, more)}. ${this.said.slice(-1_000)}`);
    });
  }

  /** How the program has ended by itself; null where a signal ended it. */
  async exitCode(): Promise<number | null> {
    await waitFor(() => this.child.exitCode !== null || this.child.signalCode !== null, {
      timeoutMs: 30_000,
      what: 'the end of the program',
    });
    return this.child.exitCode;
  }

  /** Ends the program and what looks at it. */
  dispose(): void {
    clearInterval(this.timer);
    this.source?.dispose();
    this.child.kill('SIGKILL');
  }

  private round(): void {
    const timeMs = this.clock.nowMs();
    const processes = [{ process: this.process, timeMs, readings: [] }];
    const round = this.source?.enrich({ kind: 'round', sessionId: SESSION, timeMs, processes });
    if (round !== undefined) this.hub.ingest(SESSION, round);
  }
}
