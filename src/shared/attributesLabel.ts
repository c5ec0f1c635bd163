import { attributePairs, type Attributes } from './sample';

/** The attributes that are the name of a thing, and need none of their own in front. */
const NAMES: ReadonlySet<string> = new Set(['name', 'v8js.resource.type']);

/** Attributes as a label for people: `orders`, `orders queue=eu`; the name first, the rest in the order that they have. */
export function attributesLabel(attributes: Attributes): string {
  const rest = attributePairs(attributes).filter(([key]) => !NAMES.has(key));
  return [attributesName(attributes) ?? [], rest.map(([key, value]) => `${key}=${value}`)].flat(2).join(' ');
}

/** The name among attributes: `orders`; undefined where there is none. */
export function attributesName(attributes: Attributes): string | undefined {
  return attributePairs(attributes).find(([key]) => NAMES.has(key))?.[1];
}
