/** Evaluated in a Ruby program, tells its pid. rdbg sends no `process` event. */
export const RUBY_PID_EXPRESSION = 'Process.pid';

/** Reads the answer to `RUBY_PID_EXPRESSION`; undefined if it is anything but a pid. */
export function readRubyPid(answer: string): number | undefined {
  const pid = Number(/^\d{1,10}$/.exec(answer.trim())?.[0] ?? 0);
  return pid > 0 ? pid : undefined;
}
