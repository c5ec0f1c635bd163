import type { Clock } from '../../shared/clock';
import { processKey, type ProcessInfo, type ProcessKey, type Round, type SessionId } from '../../shared/sample';
import { NamedSeries } from '../namedSeries';
import { withReadings, type RuntimeSource } from '../runtimeSource';
import { ToldProcess } from '../told/toldProcess';
import { parsePerfData } from './parsePerfData';
import { toldByPerfData } from './toldByPerfData';

export interface JvmSourcePorts {
  readonly clock: Clock;
  /** The contents of a JVM's file; undefined where the process has none. Never rejects. */
  readFile(pid: number): Promise<Buffer | undefined>;
  /** Something of ours went wrong; for a log. */
  onProblem(message: string): void;
}

/** Names of processes that may hold a JVM; what embeds one is not looked for. */
const JAVA = /^(java|javaw|mvn|gradle|gradlew|kotlin|scala|sbt|clojure|clj|groovy|jruby|spark-submit)(\s|$)/;

/** A little less than a second: where rounds come each second, each has values of its own. */
const EVERY_MS = 900;

interface Jvm {
  readonly told: ToldProcess;
  dueMs: number;
  isReading: boolean;
}

/**
 * What a JVM tells in the file in which HotSpot keeps its counters: heap, collections, threads, safepoints. It is read, and
 * the JVM learns nothing of it.
 */
export class JvmSource implements RuntimeSource {
  private readonly sessions = new Map<SessionId, Map<ProcessKey, Jvm>>();
  private readonly names = new NamedSeries();

  constructor(private readonly ports: JvmSourcePorts) {}

  enrich(round: Round): Round {
    const candidates = round.processes.filter(({ process }) => JAVA.test(process.name));
    if (candidates.length === 0) return round;
    const jvms = this.sessions.get(round.sessionId) ?? new Map<ProcessKey, Jvm>();
    this.sessions.set(round.sessionId, jvms);
    const keys = new Set(candidates.map(({ process }) => processKey(process)));
    for (const key of jvms.keys()) if (!keys.has(key)) jvms.delete(key);
    const nowMs = this.ports.clock.nowMs();
    for (const { process } of candidates) this.read(this.jvmOf(jvms, process), process, nowMs);
    return withReadings(round, (process) => jvms.get(processKey(process))?.told.readings(nowMs) ?? []);
  }

  forget(sessionId: SessionId): void {
    this.sessions.delete(sessionId);
  }

  dispose(): void {
    this.sessions.clear();
  }

  private jvmOf(jvms: Map<ProcessKey, Jvm>, process: ProcessInfo): Jvm {
    const known = jvms.get(processKey(process));
    if (known !== undefined) return known;
    const jvm: Jvm = { told: new ToldProcess(this.names), dueMs: -Infinity, isReading: false };
    jvms.set(processKey(process), jvm);
    return jvm;
  }

  private read(jvm: Jvm, { pid }: ProcessInfo, nowMs: number): void {
    if (jvm.isReading || nowMs < jvm.dueMs) return;
    jvm.isReading = true;
    jvm.dueMs = nowMs + EVERY_MS;
    this.ports.readFile(pid).then(
      (file) => {
        jvm.isReading = false;
        const data = file === undefined ? undefined : parsePerfData(file);
        if (data !== undefined) jvm.told.takeIn({ series: toldByPerfData(data), dropped: 0 }, this.ports.clock.nowMs());
      },
      (error: unknown) => {
        jvm.isReading = false;
        this.ports.onProblem(`The counters of the JVM ${pid} could not be read: ${String(error)}`);
      },
    );
  }
}
