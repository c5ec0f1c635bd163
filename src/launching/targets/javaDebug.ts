import * as v from 'valibot';
import type { DapFact } from '../dapFacts';
import { pidNumber } from '../dapMessages';

/** -1 stands for a process that is not known. */
const maybePid = v.optional(v.fallback(v.optional(pidNumber), undefined));
const javaBody = v.object({ processId: maybePid, shellProcessId: maybePid });

/**
 * What the Java debugger's own event `processid` tells: its process, or the shell that it runs in; nothing where neither
 * is known. It sends no `process` event.
 */
export function javaProcessFacts(body: unknown): readonly DapFact[] {
  const parsed = v.safeParse(javaBody, body);
  if (!parsed.success) return [];
  const { processId, shellProcessId } = parsed.output;
  if (processId !== undefined) return [{ kind: 'process', pid: processId, foundBy: 'processid event' }];
  return shellProcessId === undefined ? [] : [{ kind: 'shell', pid: shellProcessId }];
}

/** The request that the Java debugger answers with what its event `processid` holds. */
export const JAVA_PROCESS_REQUEST = 'processId';

/** The process in the answer to `JAVA_PROCESS_REQUEST`; undefined if there is none. */
export function readJavaProcess(answer: unknown): number | undefined {
  const parsed = v.safeParse(javaBody, answer);
  return parsed.success ? parsed.output.processId : undefined;
}
