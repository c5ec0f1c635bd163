import type { ProbeOutcome } from '../../shared/health';
import type { ProcessKey } from '../../shared/sample';

/** A way to ask a program whether it is well. */
export interface Probe {
  /** What is asked, for people: `port 3000`. It tells probes of a session apart. */
  readonly check: string;
  /** Whom it asks; absent for the whole session. */
  readonly process?: ProcessKey;
  /** Asks once and gives up, with everything that it opened, when the signal comes. Never rejects. */
  ask(cancelled: AbortSignal): Promise<ProbeAnswer>;
}

/** What a probe can tell; that an answer takes too long is for the one who waits to tell. */
export type ProbeAnswer = Exclude<ProbeOutcome, { kind: 'silent' }>;

/** The first answer of what `start` begins; the function that it returns ends all of it, then or when the signal comes. */
export function firstOf(
  cancelled: AbortSignal,
  start: (settle: (answer: ProbeAnswer) => void) => () => void,
): Promise<ProbeAnswer> {
  const ending: { close?: () => void } = {};
  return new Promise<ProbeAnswer>((resolve) => {
    ending.close = start(resolve);
    cancelled.addEventListener('abort', () => {
      resolve({ kind: 'refused', reason: 'was given up' });
    });
  })
    .catch((error: unknown): ProbeAnswer => ({ kind: 'refused', reason: `cannot be asked: ${String(error)}` }))
    .finally(() => ending.close?.());
}

/** Why something of the network failed, as the end of a sentence. */
export function networkReason(error: NodeJS.ErrnoException): string {
  const code = error.code ?? error.message;
  return REASONS[code] ?? `failed: ${code}`;
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'is not listened on',
  ENOTFOUND: 'has a host name that is not known',
  EAI_AGAIN: 'has a host name that is not known',
  ECONNRESET: 'broke off the connection',
};
