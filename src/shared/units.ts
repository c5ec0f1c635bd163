import type { Metric } from './metrics';

/** What a shown value is, after a counter has become a rate. */
export type Quantity = 'cores' | 'bytes' | 'bytesPerSecond' | 'seconds' | 'count' | 'perSecond' | 'ratio';

/** A value as two texts, so that number and unit can be set apart: `{ value: '1.25', unit: 'GB' }`. */
export interface FormattedValue {
  readonly value: string;
  readonly unit: string;
}

/** What the values of a metric's series are when shown: counters as their rate per second, gauges as they are. */
export function quantityOf(metric: Pick<Metric, 'instrument' | 'unit'>): Quantity {
  const isRate = metric.instrument === 'counter';
  switch (metric.unit) {
    case 's':
      return isRate ? 'cores' : 'seconds';
    case 'By':
      return isRate ? 'bytesPerSecond' : 'bytes';
    case '1':
      return isRate ? 'perSecond' : 'ratio';
    case '{cpu}':
    case '{thread}':
    case '{file_descriptor}':
    case '{process}':
    case '{event}':
    case '{request}':
    case '{resource}':
    case '{value}':
      return isRate ? 'perSecond' : 'count';
  }
}

const BYTE_UNITS = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'] as const;

/** Number and unit of a value in its quantity's base unit; powers of 1000; a dash where the value is not a number. */
export function formatValue(value: number | undefined, quantity: Quantity): FormattedValue {
  if (value === undefined || !Number.isFinite(value)) return { value: '–', unit: '' };
  switch (quantity) {
    case 'cores':
    case 'ratio':
      return { value: threeDigits(value * 100), unit: '%' };
    case 'bytes':
      return formatBytes(value, '');
    case 'bytesPerSecond':
      return formatBytes(value, '/s');
    case 'seconds':
      return formatSeconds(value);
    case 'count':
      return { value: Number.isInteger(value) ? grouped(value) : threeDigits(value), unit: '' };
    case 'perSecond':
      return { value: threeDigits(value), unit: '/s' };
  }
}

/** The value as one text: `1.25 GB`, `42 %`, `17`. */
export function formatText(value: number | undefined, quantity: Quantity): string {
  const formatted = formatValue(value, quantity);
  return formatted.unit === '' ? formatted.value : `${formatted.value} ${formatted.unit}`;
}

/** A length of time for people: `42 s`, `12 min 41 s`, `3 h 05 min`, `2 d 4 h`; the largest two units. */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  if (days > 0) return `${days} d ${hours % 24} h`;
  if (hours > 0) return `${hours} h ${String(minutes % 60).padStart(2, '0')} min`;
  if (minutes > 0) return `${minutes} min ${String(seconds % 60).padStart(2, '0')} s`;
  return `${seconds} s`;
}

function formatBytes(bytes: number, suffix: string): FormattedValue {
  let scaled = bytes;
  let power = 0;
  // 999.5 would round to 1,000: it belongs to the next unit.
  while (Math.abs(scaled) >= 999.5 && power < BYTE_UNITS.length - 1) {
    scaled /= 1000;
    power += 1;
  }
  return {
    value: power === 0 ? String(Math.round(scaled)) : threeDigits(scaled),
    unit: `${BYTE_UNITS[power] ?? 'B'}${suffix}`,
  };
}

function formatSeconds(seconds: number): FormattedValue {
  const size = Math.abs(seconds);
  if (size === 0 || size >= 0.9995) return { value: threeDigits(seconds), unit: 's' };
  if (size >= 0.9995e-3) return { value: threeDigits(seconds * 1e3), unit: 'ms' };
  return { value: threeDigits(seconds * 1e6), unit: 'µs' };
}

/** Three significant digits, no more than needed: 0.4, 12.5, 104, 1,240. */
function threeDigits(value: number): string {
  const size = Math.abs(value);
  if (size >= 99.95) return grouped(Math.round(value));
  const decimals = size >= 9.995 ? 1 : 2;
  return String(Number(value.toFixed(decimals)));
}

function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}
