import type { ProcessInfo, Reading, Round, SessionId } from '../shared/sample';

/**
 * One way in which programs tell what goes on inside them: an agent, a page of metrics, a file. Another runtime is another
 * implementation, in a file of its own, and nothing else has to know of it: what it tells joins the sampling rounds, and
 * is judged, drawn, kept and exported like what was read from outside.
 */
export interface RuntimeSource {
  /**
   * A round with what its processes have told since the last one. Never waits and never throws: what has to be asked for
   * is asked meanwhile, and comes with a later round.
   */
  enrich(round: Round): Round;
  /** A session is over: what is kept for it is let go. */
  forget(sessionId: SessionId): void;
  dispose(): void;
}

/** A round with more readings of its processes; processes without any stay as they are. */
export function withReadings(round: Round, readingsOf: (process: ProcessInfo) => readonly Reading[]): Round {
  const processes = round.processes.map((sample) => {
    const more = readingsOf(sample.process);
    return more.length === 0 ? sample : { ...sample, readings: [...sample.readings, ...more] };
  });
  return { ...round, processes };
}
