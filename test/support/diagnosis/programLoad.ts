import { get } from 'node:http';
import type { DiagnosisProgram } from './diagnosisPrograms';

const BURST_SECONDS = 5;
const BURST_EVERY_SECONDS = 15;

/**
 * Asks a program that listens at `url` at its steady rate, however long answers take, until the returned function is
 * called. One that is no server is left alone, and its address not asked for.
 */
export async function startLoad(url: () => Promise<string>, program: DiagnosisProgram): Promise<() => void> {
  const { requestsPerSecond, isBursty = false } = program;
  if (requestsPerSecond === undefined) return () => undefined;
  const address = await url();
  const startedMs = performance.now();
  const timer = setInterval(() => {
    const second = (performance.now() - startedMs) / 1e3;
    if (isBursty && second % BURST_EVERY_SECONDS >= BURST_SECONDS) return;
    // Whoever waits when the program is ended gets no answer.
    get(address, { agent: false }, (response) => response.resume()).on('error', () => undefined);
  }, 1e3 / requestsPerSecond);
  return () => {
    clearInterval(timer);
  };
}

/** The arguments of Node that run a program; `downstream` is the address of a slow service. */
export function programArguments(program: DiagnosisProgram, file: string, downstream: string): readonly string[] {
  const { name, flags = [], hasDownstream } = program;
  return [...flags, file, name, ...(hasDownstream === true ? [downstream] : [])];
}

/** The port that a program of these said that it listens on, as an address; undefined where it has not yet. */
export function listeningUrl(said: string): string | undefined {
  const port = /Listening on (\d+)/.exec(said)?.[1];
  return port === undefined ? undefined : `http://127.0.0.1:${port}`;
}
