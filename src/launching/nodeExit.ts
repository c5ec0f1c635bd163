import * as v from 'valibot';
import type { DapFact } from './dapFacts';
import { outputBody } from './dapMessages';

const SAID = /^Process exited with code (\d{1,10})\s*$/;

/** What an `output` event of js-debug tells: it sends no `exited`; the code of a program that failed stands in here. */
export function nodeExitFacts(body: unknown): readonly DapFact[] {
  const parsed = v.safeParse(outputBody, body);
  if (!parsed.success || parsed.output.category !== 'stderr') return [];
  const code = SAID.exec(parsed.output.output)?.[1];
  return code === undefined ? [] : [{ kind: 'exited', exitCode: Number(code) }];
}
