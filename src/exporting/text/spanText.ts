/**
 * A span of a run as a person writes it: `2-5` is from minute 2 to minute 5 since its beginning, `2-` to its end, `-5` from
 * its beginning. Returns both ends in milliseconds since the beginning; undefined for any other text.
 */
export function parseSpan(text: string): { readonly fromMs: number; readonly toMs: number } | undefined {
  const [, from = '', to = ''] = /^\s*(\d+(?:\.\d+)?)?\s*-\s*(\d+(?:\.\d+)?)?\s*$/.exec(text) ?? [];
  if (from === '' && to === '') return undefined;
  const fromMs = from === '' ? -Infinity : Number(from) * 60_000;
  const toMs = to === '' ? Infinity : Number(to) * 60_000;
  return fromMs < toMs ? { fromMs, toMs } : undefined;
}
