/** Time of all processors so far, in a unit of its own. */
export interface CpuTimes {
  readonly all: number;
  readonly busy: number;
}

/**
 * The times of all processors out of `/proc/stat`; undefined for another text. Waiting for a disk is idle time, and guests
 * are counted as user time already. Source: proc_stat(5).
 */
export function parseCpuTimes(text: string): CpuTimes | undefined {
  const fields = /^cpu +([\d ]+)$/m.exec(text)?.[1]?.split(' ').map(Number);
  if (fields === undefined || fields.length < 5) return undefined;
  const counted = fields.slice(0, 8);
  const all = counted.reduce((sum, field) => sum + field, 0);
  const [, , , idle = 0, waiting = 0] = counted;
  return { all, busy: all - idle - waiting };
}

/** Memory of the machine out of `/proc/meminfo`, bytes; undefined for another text. Source: proc_meminfo(5). */
export function parseMeminfo(
  text: string,
): { readonly totalBytes: number; readonly availableBytes: number } | undefined {
  const bytesOf = (name: string): number => Number(new RegExp(`^${name}: +(\\d+) kB$`, 'm').exec(text)?.[1]) * 1024;
  const [totalBytes, availableBytes] = [bytesOf('MemTotal'), bytesOf('MemAvailable')];
  return Number.isFinite(totalBytes) && Number.isFinite(availableBytes) ? { totalBytes, availableBytes } : undefined;
}

/**
 * The share of the last 10 s in which some program waited, 0 to 1, out of a file of `/proc/pressure`; undefined for
 * another text. Source: Documentation/accounting/psi.rst of the kernel.
 */
export function parsePressure(text: string): number | undefined {
  const perCent = /^some avg10=([\d.]+) /m.exec(text)?.[1];
  return perCent === undefined ? undefined : Number(perCent) / 100;
}
