/** Runs a callback at most once a frame, and not at all while the page is hidden. */
export interface FrameScheduler {
  /** Asks for a run in the next frame; while the page is hidden, in the first frame after. */
  request(): void;
}

/** Creates the scheduler of a document, which lives as long as the page. */
export function createFrameScheduler(document: Document, run: () => void): FrameScheduler {
  let isRequested = false;
  let isScheduled = false;
  const schedule = (): void => {
    if (!isRequested || isScheduled || document.hidden) return;
    isScheduled = true;
    requestAnimationFrame(() => {
      isScheduled = false;
      // The page may have been hidden after the frame was scheduled.
      if (document.hidden) return;
      isRequested = false;
      run();
    });
  };
  document.addEventListener('visibilitychange', schedule);
  return {
    request() {
      isRequested = true;
      schedule();
    },
  };
}
