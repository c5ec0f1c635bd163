import autocannon from 'autocannon';

/**
 * Sends so many requests over twenty connections: the statuses of all responses, and their times in ascending order.
 * Rejects where the load generator fails.
 */
export async function load(url: string, amount: number): Promise<LoadResult> {
  const statuses: number[] = [];
  const milliseconds: number[] = [];
  await new Promise<void>((resolve, reject) => {
    const running = autocannon({ url, connections: 20, amount, sampleInt: 50 }, (error: unknown) => {
      if (error === null || error === undefined) resolve();
      else reject(new Error('autocannon failed', { cause: error }));
    });
    running.on('response', (_client, status, _bytes, time) => {
      statuses.push(status);
      milliseconds.push(time);
    });
  });
  return { statuses, milliseconds: milliseconds.sort((one, other) => one - other) };
}

export interface LoadResult {
  readonly statuses: readonly number[];
  readonly milliseconds: readonly number[];
}
