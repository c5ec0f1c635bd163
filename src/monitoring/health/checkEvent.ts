import type { CheckState, CheckStatus } from '../../shared/health';
import type { SessionEvent } from '../../shared/state';

/**
 * How a change of health stands among the events of a session; undefined for what is told there otherwise: a pause, and
 * going on after one as before.
 */
export function checkEventOf(
  { state, text }: CheckStatus,
  before: CheckState | undefined,
): Pick<SessionEvent, 'kind' | 'text'> | undefined {
  switch (state) {
    case 'healthy':
      return { kind: 'healthy', text: before === 'unhealthy' ? 'Answers again' : text };
    case 'unhealthy':
      return { kind: 'unhealthy', text };
    case 'unknown':
      return before === undefined ? undefined : { kind: 'healthUnknown', text };
    case 'paused':
      return undefined;
  }
}
