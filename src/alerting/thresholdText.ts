import type { Quantity } from '../shared/units';

/** An amount in its base unit, or what would be allowed, for people: `a size such as 1500000000 or "1.5 GB"`. */
export type ParsedAmount =
  { readonly ok: true; readonly value: number } | { readonly ok: false; readonly allowed: string };

/** What some units are a share of. */
export interface AmountContext {
  /** The memory that a program may use, bytes: with it, sizes may be given as a percentage. */
  readonly memoryLimitBytes?: number;
}

/**
 * Reads an amount: a number in the base unit, or a number with a unit. KB, MB, GB, TB are powers of 1000, KiB, MiB, GiB,
 * TiB of 1024; "80 %" of CPU is of one core; rates end in /s, /min or /h. Spaces and the case of letters do not matter.
 */
export function parseAmount(given: unknown, quantity: Quantity, context: AmountContext = {}): ParsedAmount {
  const refused: ParsedAmount = { ok: false, allowed: allowedFor(quantity, context) };
  if (typeof given === 'number') return Number.isFinite(given) ? { ok: true, value: given } : refused;
  if (typeof given !== 'string') return refused;
  const match = /^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*([^\d\s]*)\s*$/i.exec(given);
  const factor = match === null ? undefined : factorOf(match[2] ?? '', quantity, context);
  return factor === undefined ? refused : { ok: true, value: Number(match?.[1]) * factor };
}

const SIZES: Readonly<Record<string, number>> = {
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
  tib: 2 ** 40,
};

const SECONDS: Readonly<Record<string, number>> = {
  us: 1e-6,
  µs: 1e-6,
  ms: 1e-3,
  s: 1,
  sec: 1,
  min: 60,
  m: 60,
  h: 3600,
  d: 86_400,
};

/** What a number with this unit is multiplied with; undefined for a unit that the quantity does not have. */
function factorOf(unit: string, quantity: Quantity, { memoryLimitBytes }: AmountContext): number | undefined {
  const lower = unit.toLowerCase();
  if (lower === '') return 1;
  switch (quantity) {
    case 'cores':
    case 'ratio':
      if (lower === '%') return 0.01;
      return quantity === 'cores' && /^cores?$/.test(lower) ? 1 : undefined;
    case 'bytes':
      if (lower === '%') return memoryLimitBytes === undefined ? undefined : memoryLimitBytes / 100;
      return own(SIZES, lower);
    case 'seconds':
      return own(SECONDS, lower);
    case 'count':
      return undefined;
    case 'bytesPerSecond':
    case 'perSecond':
      return rateFactor(lower, quantity === 'bytesPerSecond' ? SIZES : { '': 1 });
  }
}

/** `mb/min`: a million bytes in sixty seconds. */
function rateFactor(unit: string, amounts: Readonly<Record<string, number>>): number | undefined {
  const [amount = '', time, ...rest] = unit.split('/');
  const factor = own(amounts, amount);
  const seconds = time === undefined ? undefined : own(SECONDS, time);
  return factor === undefined || seconds === undefined || rest.length > 0 ? undefined : factor / seconds;
}

function own(table: Readonly<Record<string, number>>, key: string): number | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

function allowedFor(quantity: Quantity, { memoryLimitBytes }: AmountContext): string {
  switch (quantity) {
    case 'cores':
      return 'a number of cores such as 0.8, or a text such as "80 %" (of one core)';
    case 'ratio':
      return 'a number from 0 to 1 such as 0.8, or a text such as "80 %"';
    case 'bytes': {
      const share = memoryLimitBytes === undefined ? '' : ' or "80 %" (of the memory that there is)';
      return `a number of bytes such as 1500000000, or a text such as "1.5 GB", "512 MiB"${share}`;
    }
    case 'seconds':
      return 'a number of seconds such as 0.05, or a text such as "50 ms", "10 s", "5 min"';
    case 'count':
      return 'a number such as 100';
    case 'bytesPerSecond':
      return 'a number of bytes per second such as 1000000, or a text such as "1 MB/s", "20 MB/min"';
    case 'perSecond':
      return 'a number per second such as 0.5, or a text such as "30 /min"';
  }
}
