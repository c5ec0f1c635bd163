import type { Attributes } from '../src/shared/sample';

/** The attributes that are the name of a thing, and need none of their own in front. */
const NAMES: ReadonlySet<string> = new Set(['name', 'v8js.resource.type']);

/** Attributes as a label for people: `orders`, `orders queue=eu`; the name first, the rest in the order that they have. */
export function attributesLabel(attributes: Attributes): string {
  const pairs = [...attributes.matchAll(/([^",=]+)="((?:[^"\\]|\\.)*)"/g)].map(([, key = '', value = '']) => ({
    key,
    value: value.replace(/\\(.)/g, '$1'),
  }));
  const names = pairs.filter(({ key }) => NAMES.has(key)).map(({ value }) => value);
  const rest = pairs.filter(({ key }) => !NAMES.has(key)).map(({ key, value }) => `${key}=${value}`);
  return [...names, ...rest].join(' ');
}
