import type { BrowserContext, Page } from 'playwright-core';

/**
 * Milliseconds of processor time that a page has taken since the last call, or since this one: for its scripts, or for
 * all that its main thread does. Time in which the machine ran something else does not count.
 */
export async function pageTimeOf(
  browser: BrowserContext,
  page: Page,
  kind: 'ScriptDuration' | 'TaskDuration',
): Promise<() => Promise<number>> {
  const session = await browser.newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const total = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === kind)?.value ?? NaN) * 1000;
  };
  let last = await total();
  return async () => {
    const now = await total();
    const tookMs = now - last;
    last = now;
    return tookMs;
  };
}
