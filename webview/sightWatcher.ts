/** How far outside of the page's visible part something counts as in sight already, so that it is drawn in time. */
const MARGIN_PX = 200;

/** Tells what comes into sight and goes out of it as a person scrolls. */
export interface SightWatcher {
  /** Calls back with whether an element is in sight, soon and at each change; the returned function ends it. */
  watch(element: HTMLElement, onChange: (isInSight: boolean) => void): () => void;
}

/** Creates the watcher of a document, which lives as long as the page. */
export function createSightWatcher(document: Document): SightWatcher {
  const watched = new Map<Element, (isInSight: boolean) => void>();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) watched.get(target)?.(isIntersecting);
    },
    // The document itself: without it, the margin would count for nothing within a frame, which a webview is.
    { root: document, rootMargin: `${MARGIN_PX}px 0px` },
  );
  return {
    watch(element, onChange) {
      watched.set(element, onChange);
      observer.observe(element);
      return () => {
        watched.delete(element);
        observer.unobserve(element);
      };
    },
  };
}
