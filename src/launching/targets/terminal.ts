import * as v from 'valibot';
import type { DapFact } from '../dapFacts';
import { pidNumber, type DapResponse } from '../dapMessages';

const terminalBody = v.object({ processId: v.optional(pidNumber), shellProcessId: v.optional(pidNumber) });

/**
 * What the answer to `runInTerminal` tells: the process, or the shell below which it is; nothing where it was refused.
 * VS Code gives the shell only.
 */
export function terminalFacts(response: DapResponse): readonly DapFact[] {
  const parsed = v.safeParse(terminalBody, response.body ?? {});
  if (!response.success || !parsed.success) return [];
  const { processId, shellProcessId } = parsed.output;
  if (processId !== undefined) return [{ kind: 'process', pid: processId, foundBy: 'terminal' }];
  return shellProcessId === undefined ? [] : [{ kind: 'shell', pid: shellProcessId }];
}
