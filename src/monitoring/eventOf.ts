import type { SessionEvent } from '../shared/state';
import type { SessionInput } from './sessionInput';

/** What may happen to a session and changes nothing of it: it is listed among its events. */
export type NotedInput = Extract<SessionInput, { readonly kind: 'incident' | 'stepped' | 'marked' | 'captured' }>;

/** The event that an input is listed as. */
export function eventOf(input: NotedInput): SessionEvent {
  const { timeMs, text } = input;
  switch (input.kind) {
    case 'incident':
      return { kind: input.incident, timeMs, text, process: input.process };
    case 'stepped':
      return { kind: 'step', timeMs, text };
    case 'marked':
      return { kind: 'mark', timeMs, text };
    case 'captured': {
      const { process, capture } = input;
      return {
        kind: 'captured',
        timeMs,
        text,
        ...(capture === undefined ? {} : { capture }),
        ...(process === undefined ? {} : { process }),
      };
    }
  }
}
