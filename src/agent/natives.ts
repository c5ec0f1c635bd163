/**
 * The functions of the platform as they were before the program's own code ran: tests replace timers, clocks and JSON,
 * and what the agent does must neither be seen by them nor stop with them.
 */
export const natives = {
  setTimeout: globalThis.setTimeout,
  setInterval: globalThis.setInterval,
  clearInterval: globalThis.clearInterval,
  stringify: JSON.stringify,
  parse: JSON.parse,
  now: performance.now.bind(performance),
} as const;

/** A monotonic time in seconds; it began at no particular moment. */
export function nowSeconds(): number {
  return natives.now() / 1e3;
}
