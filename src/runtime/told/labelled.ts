import { attributesOf, type Attributes } from '../../shared/sample';
import type { ToldSeries } from './toldSeries';

/**
 * The attributes of a series of the program's own: its name comes as `name`. What the program itself calls so, or like one
 * of `more`, is told as `exported_name`, in the manner of Prometheus: two series must not become one.
 */
export function labelled(
  { name, attributes }: ToldSeries,
  more: Readonly<Record<string, string>> = {},
): { readonly attributes: Attributes } {
  const ours: Readonly<Record<string, string>> = { ...more, name };
  const theirs = attributes.map(([key, value]) => [Object.hasOwn(ours, key) ? `exported_${key}` : key, value] as const);
  return { attributes: attributesOf({ ...Object.fromEntries(theirs), ...ours }) };
}
