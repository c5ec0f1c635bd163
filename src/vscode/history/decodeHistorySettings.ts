import * as v from 'valibot';
import type { HistoryLimits } from '../../history/retention';

/** How runs are kept. */
export interface HistorySettings extends HistoryLimits {
  readonly isEnabled: boolean;
}

const positive = v.pipe(v.number(), v.finite(), v.minValue(1));

/** The settings out of what `get` gives for a name, of whatever shape; what is not valid is replaced by its default. */
export function decodeHistorySettings(get: (name: string) => unknown): HistorySettings {
  const read = <T>(name: string, schema: v.GenericSchema<unknown, T>, fallback: T): T => {
    const parsed = v.safeParse(schema, get(`history.${name}`));
    return parsed.success ? parsed.output : fallback;
  };
  return {
    isEnabled: read('enabled', v.boolean(), true),
    // What is as good as no limit stays a number that can be counted with.
    maxAgeMs: Math.min(read('maxAgeDays', positive, 7) * 86_400_000, Number.MAX_SAFE_INTEGER),
    maxBytes: Math.min(read('maxSizeMB', positive, 200) * 1e6, Number.MAX_SAFE_INTEGER),
  };
}
