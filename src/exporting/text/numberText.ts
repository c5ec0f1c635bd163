/** A number as Prometheus and OpenMetrics write it: the shortest text that reads back as the same number. */
export function numberText(value: number): string {
  if (value === Infinity) return '+Inf';
  if (value === -Infinity) return '-Inf';
  return String(value);
}
