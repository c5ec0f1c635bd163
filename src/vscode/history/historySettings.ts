import * as v from 'valibot';
import * as vscode from 'vscode';
import type { HistoryLimits } from '../../history/retention';
import { CONFIGURATION_SECTION } from '../ids';

/** How runs are kept. */
export interface HistorySettings extends HistoryLimits {
  readonly isEnabled: boolean;
}

/** Reads the settings; one that is not valid is replaced by its default. */
export function readHistorySettings(): HistorySettings {
  const configuration = vscode.workspace.getConfiguration(CONFIGURATION_SECTION);
  const read = <T>(name: string, schema: v.GenericSchema<unknown, T>, fallback: T): T => {
    const parsed = v.safeParse(schema, configuration.get<unknown>(`history.${name}`));
    return parsed.success ? parsed.output : fallback;
  };
  return {
    isEnabled: read('enabled', v.boolean(), true),
    maxAgeMs: read('maxAgeDays', positive, 7) * 86_400_000,
    maxBytes: read('maxSizeMB', positive, 200) * 1e6,
  };
}

const positive = v.pipe(v.number(), v.finite(), v.minValue(1));
