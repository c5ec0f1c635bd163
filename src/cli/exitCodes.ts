/** What `process-monitor` itself ends with; any other code is that of the command. As `env` and `timeout` do it. */
export const EXIT = {
  ok: 0,
  /** The command has succeeded, and a budget was broken or could not be judged. */
  overBudget: 99,
  /** Process Monitor itself failed: wrong options, a file that cannot be read or written. */
  failed: 125,
  notExecutable: 126,
  notFound: 127,
  /** Plus the number of the signal that ended the command. */
  signal: 128,
} as const;
