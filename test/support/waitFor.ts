import { inspect } from 'node:util';

/**
 * Asks again and again until the condition holds, and returns what it answered then: anything but `undefined`, `null`
 * and `false`. Rejects after the time limit, telling what was waited for and the last answer or error.
 */
export async function waitFor<T>(condition: () => T | Promise<T>, options: WaitOptions): Promise<Fulfilled<T>> {
  const deadlineMs = performance.now() + options.timeoutMs;
  let last: string;
  do {
    try {
      const value = await condition();
      if (isFulfilled(value)) return value;
      last = `The last answer was ${inspect(value)}.`;
    } catch (error) {
      last = `The last error was ${inspect(error)}.`;
    }
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  } while (performance.now() < deadlineMs);
  throw new Error(`Waited ${options.timeoutMs / 1000} s in vain for ${options.what}. ${last}`);
}

export interface WaitOptions {
  readonly timeoutMs: number;
  /** Completes the sentence "waited for ...". */
  readonly what: string;
}

type Fulfilled<T> = Exclude<T, undefined | null | false>;

const pollMs = 50;

function isFulfilled<T>(value: T): value is Fulfilled<T> {
  return value !== undefined && value !== null && value !== false;
}
