/**
 * What threads that were ready to run wanted and what they got, in cores: the CPU time and with it the time in the run
 * queue. Undefined where they got about all, and where one of the two is not known.
 */
export function starvation(cpuCores: number | undefined, waitCores: number | undefined): Starvation | undefined {
  if (cpuCores === undefined || waitCores === undefined) return undefined;
  const wantedCores = cpuCores + waitCores;
  const isStarved = waitCores >= LEAST_WAIT_CORES && waitCores >= LEAST_WAIT_SHARE * wantedCores;
  return isStarved ? { wantedCores, gotCores: cpuCores } : undefined;
}

/** A program that wants more of the processors than it gets. */
export interface Starvation {
  readonly wantedCores: number;
  readonly gotCores: number;
}

/** Everyone waits a little for its turn now and then. */
const LEAST_WAIT_CORES = 0.2;
const LEAST_WAIT_SHARE = 0.2;
