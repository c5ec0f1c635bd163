/**
 * The proportional memory out of `/proc/PID/smaps_rollup`, bytes: each page counts by the share that the process has in
 * it. Undefined if it is not told. Source: proc_pid_smaps(5).
 */
export function parseSmapsRollup(text: string): number | undefined {
  const kibibytes = /^Pss:\s+(\d+) kB$/m.exec(text)?.[1];
  return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
}
