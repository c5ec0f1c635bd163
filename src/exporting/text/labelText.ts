import { attributePairs, type Attributes } from '../../shared/sample';

/** Labels as they are written between the braces: `session="server",pid="7"`. Names must be valid already. */
export function labelText(labels: readonly (readonly [name: string, value: string])[]): string {
  return labels.map(([name, value]) => `${name}="${escapeLabelValue(value)}"`).join(',');
}

/**
 * The attributes of a series as labels, in their order; empty for none. What a label's name may not hold becomes `_`, as
 * OpenTelemetry's conversion to Prometheus does it. A name that is taken by ours gets `exported_` in front, as Prometheus
 * itself does it; of two attributes that come to one name the first is kept.
 */
export function attributeLabels(attributes: Attributes): readonly (readonly [name: string, value: string])[] {
  const labels = new Map<string, string>();
  for (const [key, value] of attributePairs(attributes)) {
    const name = labelName(key);
    if (!labels.has(name)) labels.set(name, value);
  }
  return [...labels];
}

/** Joins labels that are already written; either may be empty. */
export function joinLabels(first: string, second: string): string {
  if (first === '') return second;
  return second === '' ? first : `${first},${second}`;
}

/** The labels that we give a meaning of our own. */
const OURS: ReadonlySet<string> = new Set(['session', 'session_id', 'process', 'pid', 'le']);

function labelName(key: string): string {
  // Names that begin with two underscores are Prometheus's own.
  const name = key.replace(/[^a-zA-Z0-9_]/g, '_').replace(/^(?=\d)|^_+/, '_');
  return OURS.has(name) ? `exported_${name}` : name;
}

function escapeLabelValue(value: string): string {
  const wellFormed = value.replace(LONE_SURROGATE, '\uFFFD');
  return wellFormed.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}

/** Half of a pair has no form in UTF-8. */
const LONE_SURROGATE = /\p{Surrogate}/gu;
