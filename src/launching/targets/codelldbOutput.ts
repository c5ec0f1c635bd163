import * as v from 'valibot';
import type { DapFact } from '../dapFacts';
import { outputBody, pidOrText } from '../dapMessages';

/** `Launched process 4711 from '/src/app'`, `Attached to process 4711`. */
const SAID = /^(?:Launched process|Attached to process) (\d{1,10})\b/;

/**
 * What an `output` event of CodeLLDB tells: it names its process in the debug console only. What the program itself
 * writes comes as `stdout` or `stderr` and is not believed.
 */
export function codelldbOutputFacts(body: unknown): readonly DapFact[] {
  const parsed = v.safeParse(outputBody, body);
  if (!parsed.success || (parsed.output.category ?? 'console') !== 'console') return [];
  const pid = v.safeParse(pidOrText, SAID.exec(parsed.output.output)?.[1]);
  return pid.success ? [{ kind: 'processMentioned', pid: pid.output }] : [];
}
