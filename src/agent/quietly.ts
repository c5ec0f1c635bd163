/** Calls what must never throw into the program; returns undefined instead. The program has no use for our errors. */
export function quietly<T>(call: () => T): T | undefined {
  try {
    return call();
  } catch {
    return undefined;
  }
}
