import type { Told } from '../told/toldSeries';
import { fetchPage, type FetchedPage, type PageLimits } from './fetchPage';
import { parseExposition } from './parseExposition';
import { toldByExposition } from './toldByExposition';

/** What came of reading a page of metrics; texts are for people. */
export type ReadPage =
  /** `complaint`: what is wrong with a line that was left out. */
  | { readonly kind: 'told'; readonly told: Told; readonly complaint?: string }
  | { readonly kind: 'failed'; readonly reason: string };

export const PAGE_LIMITS: PageLimits = { timeoutMs: 2_000, bytes: 4 * 1_048_576 };

/** Asks a URL for its page of metrics and reads it. A page without a single sample is none. Never rejects. */
export async function readPage(
  url: URL,
  limits = PAGE_LIMITS,
  headers: Readonly<Record<string, string>> = {},
): Promise<ReadPage> {
  return pageOf(await fetchPage(url, limits, headers));
}

function pageOf(fetched: FetchedPage): ReadPage {
  if (fetched.kind === 'failed') return fetched;
  const exposition = parseExposition(fetched.text);
  if (exposition.families.length === 0) {
    return { kind: 'failed', reason: `it is no page of metrics. ${exposition.problem ?? 'It is empty.'}` };
  }
  const { problem } = exposition;
  return { kind: 'told', told: toldByExposition(exposition), ...(problem === undefined ? {} : { complaint: problem }) };
}
