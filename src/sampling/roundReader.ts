import type { Clock } from '../shared/clock';
import {
  processKey,
  type ProcessIdentity,
  type ProcessInfo,
  type ProcessKey,
  type ProcessSample,
  type Round,
} from '../shared/sample';
import type { CpuMeter } from './cpuMeter';
import { MarkerSearch } from './markerSearch';
import { ProcessNames } from './processNames';
import type { ProcessSource, ReadResult } from './processSource';
import type { TableEntry } from './tableEntry';
import type { WatchedSession } from './watchedSession';

/** Makes the rounds of all sessions at one tick: lists, finds the members, reads each process once. */
export class RoundReader {
  private readonly names: ProcessNames;
  private readonly markers: MarkerSearch;
  /** Processes that have exited while the table may still hold them. */
  private exited: ReadonlySet<ProcessKey> = new Set();
  /** For whom the source may be keeping something. */
  private held: ReadonlyMap<ProcessKey, ProcessIdentity> = new Map();
  private readonly complained = new Set<ProcessKey>();

  constructor(
    private readonly source: ProcessSource,
    private readonly clock: Clock,
    private readonly cpu: CpuMeter,
    private readonly log: (message: string) => void,
  ) {
    this.names = new ProcessNames(source);
    this.markers = new MarkerSearch(source);
  }

  /** One round for each session, in their order. Rejects if the table or the source as a whole fails. */
  async read(sessions: readonly WatchedSession[]): Promise<readonly SessionRound[]> {
    const table = await this.cpu.measure(() => this.source.list());
    await this.learnMarkers(table, sessions);
    const trees = this.cpu.measure(() =>
      sessions.map((session) => ({ session, tree: session.update(table, this.markedOf(session)) })),
    );
    await this.cpu.measure(() => this.names.learn(trees.flatMap(({ tree }) => tree)));
    this.names.retain(new Set(trees.flatMap(({ tree }) => tree.map(processKey))));
    const members = this.cpu.measure(() => trees.map(({ session, tree }) => this.membersOf(session, tree)));
    const wanted = this.cpu.measure(() => this.hold(members.flat()));
    const results = await this.cpu.measure(() => this.source.read(wanted));
    return this.cpu.measure(() => {
      this.noteExits(results, table);
      for (const session of sessions) session.dropRoots(this.exited);
      const byKey = new Map(results.map((result) => [processKey(result.process), result]));
      const timeMs = this.clock.nowMs();
      return sessions.map((session, index) => [session, roundOf(session, members[index] ?? [], byKey, timeMs)]);
    });
  }

  /** Whether the source keeps something for this process from one round to the next. */
  holds(process: ProcessIdentity): boolean {
    return this.held.has(processKey(process));
  }

  /** Lets go of everything that is kept for processes. */
  release(): void {
    this.hold([]);
    this.exited = new Set();
    this.markers.forget();
  }

  private async learnMarkers(table: readonly TableEntry[], sessions: readonly WatchedSession[]): Promise<void> {
    const markers = sessions.flatMap(({ marker }) => marker ?? []);
    await this.cpu.measure(() => this.markers.learn(table, markers));
  }

  private markedOf({ marker }: WatchedSession): ReadonlySet<ProcessKey> {
    return marker === undefined ? NONE : this.markers.marked(marker);
  }

  private membersOf(session: WatchedSession, tree: readonly ProcessInfo[]): readonly ProcessInfo[] {
    return tree
      .map((process) => {
        const { pid, startTimeMs, parentPid } = process;
        return { pid, startTimeMs, parentPid, name: this.names.nameOf(process) };
      })
      .filter((process) => !this.exited.has(processKey(process)) && !session.isHelper(process, process.name));
  }

  /** Each process once, however many sessions share it; the source lets go of those that no session has any more. */
  private hold(members: readonly ProcessInfo[]): readonly ProcessIdentity[] {
    const wanted = new Map<ProcessKey, ProcessIdentity>(members.map((process) => [processKey(process), process]));
    for (const [key, process] of this.held) {
      if (wanted.has(key)) continue;
      this.source.release(process);
      this.complained.delete(key);
    }
    this.held = wanted;
    return [...wanted.values()];
  }

  private noteExits(results: readonly ReadResult[], table: readonly TableEntry[]): void {
    const exited = new Set(this.exited.size === 0 ? [] : table.map(processKey).filter((key) => this.exited.has(key)));
    for (const result of results) {
      const key = processKey(result.process);
      if (result.kind === 'gone') exited.add(key);
      if (result.kind === 'failed') this.complain(key, result.reason);
    }
    this.exited = exited;
  }

  /** Once for each process: what cannot be read now will most likely not be readable in the next round either. */
  private complain(key: ProcessKey, reason: string): void {
    if (this.complained.has(key)) return;
    this.complained.add(key);
    this.log(`Process ${key} cannot be read: ${reason}`);
  }
}

/** A round and whose it is. */
export type SessionRound = readonly [session: WatchedSession, round: Round];

const NONE: ReadonlySet<ProcessKey> = new Set();

function roundOf(
  session: WatchedSession,
  members: readonly ProcessInfo[],
  results: ReadonlyMap<ProcessKey, ReadResult>,
  timeMs: number,
): Round {
  const processes = members.flatMap((process): ProcessSample[] => {
    const result = results.get(processKey(process));
    switch (result?.kind) {
      case 'read':
        return [{ process, timeMs: result.timeMs, readings: result.readings, standing: result.state }];
      case 'failed':
        return [{ process, timeMs, readings: [] }];
      case 'gone':
      case undefined:
        return [];
    }
  });
  return { kind: 'round', sessionId: session.id, timeMs, processes };
}
