/** The view of one item. */
export interface ItemView<T> {
  readonly element: HTMLElement;
  update(item: T): void;
  dispose?(): void;
}

export interface KeyedList<T, V extends ItemView<T>> {
  /** Shows these items in this order. */
  update(items: readonly T[]): void;
  /** The views in the order in which they stand. */
  views(): readonly V[];
}

/**
 * Keeps the children of a container in step with a list. An item's view is created once, updated in place while its key
 * stays in the list, and disposed when it leaves, so that focus and scroll position survive.
 */
export function createKeyedList<T, V extends ItemView<T> = ItemView<T>>(
  container: HTMLElement,
  keyOf: (item: T) => string,
  create: (item: T) => V,
): KeyedList<T, V> {
  let views = new Map<string, V>();
  return {
    views: () => [...views.values()],
    update(items) {
      const next = new Map<string, V>();
      for (const item of items) {
        const key = keyOf(item);
        const view = views.get(key) ?? create(item);
        view.update(item);
        next.set(key, view);
      }
      for (const [key, view] of views) {
        if (next.has(key)) continue;
        view.element.remove();
        view.dispose?.();
      }
      views = next;
      placeInOrder(container, [...views.values()]);
    },
  };
}

/** Moves only what stands in the wrong place: moving an element takes the focus away from it. */
function placeInOrder(container: HTMLElement, views: readonly ItemView<never>[]): void {
  let child = container.firstElementChild;
  for (const { element } of views) {
    if (element === child) child = child.nextElementSibling;
    else container.insertBefore(element, child);
  }
}
