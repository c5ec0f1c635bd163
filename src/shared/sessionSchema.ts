import * as v from 'valibot';
import { PROFILE_KINDS } from './agentFrames';
import { AGGREGATES } from './alertRuleSettings';
import { captureSchema } from './capture';
import { AGENT_PRESENCES, CHECK_STATES } from './health';
import { countSchema, cutText, listOf, metricNameSchema, processKeySchema, shortText, timeSchema } from './schemas';

/** A session as it arrives from outside. */
export const sessionSchema = v.object({
  id: shortText,
  isPast: v.exactOptional(v.literal(true)),
  name: cutText,
  type: cutText,
  state: v.picklist(['starting', 'running', 'paused', 'ended', 'crashed', 'lost']),
  startedAtMs: timeSchema,
  endedAtMs: v.exactOptional(timeSchema),
  exitCode: v.exactOptional(v.number()),
  reason: v.exactOptional(cutText),
  processes: listOf(
    v.object({
      pid: countSchema,
      startTimeMs: timeSchema,
      parentPid: countSchema,
      name: cutText,
      depth: countSchema,
      alive: v.boolean(),
      paused: v.boolean(),
      endedAtMs: v.exactOptional(timeSchema),
    }),
  ),
  pauses: listOf(v.object({ fromMs: timeSchema, toMs: v.exactOptional(timeSchema) })),
  events: listOf(
    v.object({
      kind: v.picklist([
        'started',
        'processStarted',
        'processExited',
        'paused',
        'continued',
        'restarted',
        'ended',
        'crashed',
        'lost',
        'suspended',
        'stalled',
        'evicted',
        'step',
        'exception',
        'warning',
        'gc',
        'mark',
        'captured',
        'alertFired',
        'alertResolved',
        'anomaly',
        'budgetBroken',
        'healthy',
        'unhealthy',
        'healthUnknown',
      ]),
      timeMs: timeSchema,
      text: cutText,
      process: v.exactOptional(processKeySchema),
      capture: v.exactOptional(captureSchema),
    }),
  ),
  alerts: listOf(
    v.object({
      id: shortText,
      name: cutText,
      severity: v.picklist(['info', 'warning', 'critical']),
      state: v.picklist(['pending', 'firing', 'recovering', 'resolved']),
      notify: v.picklist(['toast', 'statusBar', 'off']),
      capture: v.exactOptional(v.picklist(PROFILE_KINDS)),
      metric: v.exactOptional(metricNameSchema),
      attributes: v.exactOptional(cutText),
      aggregate: v.exactOptional(v.picklist(AGGREGATES)),
      process: v.exactOptional(processKeySchema),
      value: v.exactOptional(v.number()),
      threshold: v.exactOptional(v.number()),
      startedAtMs: timeSchema,
      firedAtMs: v.exactOptional(timeSchema),
      endedAtMs: v.exactOptional(timeSchema),
      message: cutText,
    }),
  ),
  health: v.picklist(['ok', 'warning', 'critical', 'unknown', 'paused', 'ended', 'crashed']),
  check: v.exactOptional(v.object({ state: v.picklist(CHECK_STATES), sinceMs: timeSchema, text: cutText })),
  agent: v.exactOptional(v.picklist(AGENT_PRESENCES)),
  budgets: v.exactOptional(
    listOf(v.object({ verdict: v.picklist(['kept', 'broken', 'notMeasured']), text: shortText })),
  ),
  learningMs: v.exactOptional(countSchema),
});
