import type { Clock } from '../shared/clock';

/** Settles as `work` does, or rejects after `delayMs`; what `work` comes to after that is ignored. */
export async function withDeadline<T>(clock: Clock, delayMs: number, work: Promise<T>): Promise<T> {
  let cancel: () => void = () => undefined;
  const deadline = new Promise<never>((_resolve, reject) => {
    cancel = clock.schedule(delayMs, () => {
      reject(new Error(`no answer within ${delayMs / 1000} s`));
    });
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    cancel();
  }
}
