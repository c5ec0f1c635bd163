/** A list with the items that have changed in their places, and the new ones behind; as it was where nothing came. */
export function merged<T>(
  items: readonly T[],
  changed: readonly T[] | undefined,
  keyOf: (item: T) => string,
): readonly T[] {
  if (changed === undefined) return items;
  return [...new Map([...items, ...changed].map((item) => [keyOf(item), item])).values()];
}

/** Whether two lists hold the same texts in the same order. */
export function isSameList(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((key, index) => key === other[index]);
}
