import type { Clock } from '../../shared/clock';
import type { Round } from '../../shared/sample';
import type { ListeningPort } from './listeningPorts';
import type { PageLimits } from './fetchPage';
import type { ReadPage } from './pageReader';

export interface MetricsSearchPorts {
  readonly clock: Clock;
  /** Never rejects. */
  read(url: URL, limits: PageLimits): Promise<ReadPage>;
  /** On which ports some of these processes listen; empty where nobody can know. */
  listening(pids: readonly number[]): Promise<readonly ListeningPort[]>;
}

const EVERY_MS = 3_000;
/** A program that has not begun to listen by then is not waited for. */
const WITHIN_MS = 60_000;
const MOST_PORTS = 8;
const LIMITS: PageLimits = { timeoutMs: 1_000, bytes: 1_048_576 };

/**
 * Looks for a page of metrics of one session: at `/metrics` of each port on which one of its processes listens, each of
 * them asked once, in the first minute.
 */
export class MetricsSearch {
  private readonly asked = new Set<number>();
  private startedMs: number | undefined;
  private dueMs = -Infinity;
  private isOver = false;

  constructor(
    private readonly ports: MetricsSearchPorts,
    private readonly onFound: (url: string) => void,
  ) {}

  /** A round goes by: looks if it is time. Never rejects. */
  async pass({ processes }: Round): Promise<void> {
    const nowMs = this.ports.clock.nowMs();
    this.startedMs ??= nowMs;
    if (nowMs - this.startedMs > WITHIN_MS) this.dispose();
    if (this.isOver || nowMs < this.dueMs) return;
    this.dueMs = nowMs + EVERY_MS;
    const found = await this.ports.listening(processes.map(({ process }) => process.pid));
    for (const { port } of found) await this.look(port);
  }

  dispose(): void {
    this.isOver = true;
  }

  private async look(port: number): Promise<void> {
    if (this.isOver || this.asked.has(port) || this.asked.size >= MOST_PORTS) return;
    this.asked.add(port);
    const url = `http://localhost:${port}/metrics`;
    const page = await this.ports.read(new URL(url), LIMITS);
    if (page.kind === 'told' && page.told.series.length > 0) this.found(url);
  }

  private found(url: string): void {
    if (this.isOver) return;
    this.dispose();
    this.onFound(url);
  }
}
