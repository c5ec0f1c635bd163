import { formatText } from '../../shared/units';
import type { DiagnosedRun } from '../diagnosedRun';
import type { Verdict } from '../../shared/diagnosis';

const SLOW_SECONDS = 0.2;
const IDLE_CORES = 0.5;
const LATE_SECONDS = 0.05;

/** A service whose answers take so much of the time that is spent on a request is what is waited for. */
const DOWNSTREAM_SHARE = 0.5;
const DISK_BYTES_PER_SECOND = 20e6;

/** The disk is what holds programs up when some wait for it for such a share of the time. */
const IO_PRESSURE = 0.2;

/** Requests take long though the program has little to do: it waits for something else. */
export function waiting({ tree }: DiagnosedRun): Verdict | undefined {
  const slow = tree.mean('http.server.request.duration.p95');
  const cores = tree.mean('process.cpu.time');
  if (slow === undefined || slow < SLOW_SECONDS || cores === undefined || cores >= IDLE_CORES) return undefined;
  if ((tree.mean('nodejs.eventloop.delay.p99') ?? 0) >= LATE_SECONDS) return undefined;
  const sent = tree.mean('http.client.request.duration.p95');
  const disk = tree.mean('process.disk.io');
  const facts = [
    `Requests take ${formatText(slow, 'seconds')} at p95, while the program uses ${formatText(cores, 'cores')} of a core.`,
  ];
  if (sent !== undefined && sent >= DOWNSTREAM_SHARE * slow) {
    return verdict('It waits for another service', 'certain', [
      ...facts,
      `The requests that it sends itself take ${formatText(sent, 'seconds')} at p95.`,
    ]);
  }
  const pressure = tree.mean('system.io.pressure');
  const isDiskSlow = pressure !== undefined && pressure >= IO_PRESSURE;
  if ((disk ?? 0) >= DISK_BYTES_PER_SECOND || (isDiskSlow && (disk ?? 0) > 0)) {
    return verdict('It waits for the disk', 'likely', [
      ...facts,
      `It reads and writes ${formatText(disk, 'bytesPerSecond')}.`,
      ...(isDiskSlow
        ? [`Programs of the machine waited for a disk in ${formatText(pressure, 'ratio')} of the time.`]
        : []),
    ]);
  }
  return verdict('It waits for something', 'likely', facts);
}

function verdict(title: string, certainty: Verdict['certainty'], evidence: string[]): Verdict {
  const advice =
    'Ask less often, ask for several things at once, or keep answers; a time limit keeps one slow answer from holding up the rest.';
  return { kind: 'waiting', certainty, title, evidence, capture: 'threads', advice };
}
