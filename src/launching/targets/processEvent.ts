import * as v from 'valibot';
import type { DapFact } from '../dapFacts';
import { pidNumber } from '../dapMessages';

const processBody = v.object({
  name: v.optional(v.string(), ''),
  systemProcessId: v.optional(pidNumber),
  isLocalProcess: v.optional(v.boolean(), true),
});

/** What the body of a `process` event tells: a process, or that it is elsewhere; nothing where it gives no pid. */
export function processEventFacts(body: unknown): readonly DapFact[] {
  const parsed = v.safeParse(processBody, body);
  if (!parsed.success) return [];
  const { systemProcessId, isLocalProcess, name } = parsed.output;
  if (!isLocalProcess) return [{ kind: 'processElsewhere', name }];
  return systemProcessId === undefined ? [] : [{ kind: 'process', pid: systemProcessId, foundBy: 'process event' }];
}
