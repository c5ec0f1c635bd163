/**
 * Which threads of a program a debugger holds. A program counts as paused from the first stop until none is held.
 *
 * Adapters that stop all threads and those that stop one are treated alike: whoever resumes is trusted to say whether
 * all threads go on.
 */
export class StoppedThreads {
  private readonly threads = new Set<number | undefined>();

  /** A thread stopped (`undefined`: the adapter did not say which). True if the program was running until now. */
  stopped(threadId: number | undefined): boolean {
    const wasRunning = this.threads.size === 0;
    this.threads.add(threadId);
    return wasRunning;
  }

  /** A thread, or all of them, went on. True if the program was paused until now and no longer is. */
  continued(threadId: number | undefined, all: boolean): boolean {
    if (this.threads.size === 0) return false;
    if (all || threadId === undefined) this.threads.clear();
    else this.threads.delete(threadId);
    return this.threads.size === 0;
  }

  /** Forgets all: another program takes its place. */
  clear(): void {
    this.threads.clear();
  }
}
