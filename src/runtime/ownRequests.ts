import { MARK_HEADER } from '../shared/agentFrames';

/**
 * The header by which a program that reports from inside knows a request of ours, and does not count it; none where there
 * is no mark. Whoever else is asked learns nothing by it.
 */
export function ownHeaders(mark: string | undefined): Readonly<Record<string, string>> {
  return mark === undefined ? {} : { [MARK_HEADER]: mark };
}
