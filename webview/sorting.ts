import type { Sort } from '../src/shared/panelChoices';

/** What a press on a heading leads to: the largest first, then the smallest first, then the order it had. */
export function nextSort(sort: Sort | undefined, column: string): Sort | undefined {
  if (sort?.column !== column) return { column, direction: 'descending' };
  return sort.direction === 'descending' ? { column, direction: 'ascending' } : undefined;
}

/**
 * The items in order of a value; those without one stand last whichever way it goes. Equal ones keep their order.
 * Without a sort, the items as they are.
 */
export function sortedBy<T>(
  items: readonly T[],
  sort: Sort | undefined,
  valueOf: (item: T, column: string) => number | string | undefined,
): readonly T[] {
  if (sort === undefined) return items;
  const { column, direction } = sort;
  const sign = direction === 'ascending' ? 1 : -1;
  return [...items].sort((one, other) => {
    const a = valueOf(one, column);
    const b = valueOf(other, column);
    if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
    if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
    return sign * String(a).localeCompare(String(b));
  });
}
