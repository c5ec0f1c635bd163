/**
 * Tells whether any of some values is another than at the last call; true at the first. Values are compared as they
 * are: parts of a state that did not change are the same objects.
 */
export function createChangeDetector(): (...values: readonly unknown[]) => boolean {
  let last: readonly unknown[] | undefined;
  return (...values) => {
    const isChanged = last === undefined || values.some((value, index) => value !== last?.[index]);
    last = values;
    return isChanged;
  };
}
