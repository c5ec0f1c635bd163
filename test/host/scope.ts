/**
 * Runs `body` with a scope that owns what it starts, and ends all of it in reverse order: when the body settles, and
 * when the process is told to end (Ctrl+C, SIGTERM, SIGHUP), which then exits with 128 plus the signal's number.
 */
export async function withScope<T>(body: (scope: Scope) => Promise<T>): Promise<T> {
  const scope = new Scope();
  const signals = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;
  const handlers = Object.entries(signals).map(([signal, code]) => {
    const handler = () => {
      // A second Ctrl+C must not start a second clean-up: dispose() answers with the one under way.
      void scope.dispose().finally(() => process.exit(code));
    };
    process.on(signal, handler);
    return () => process.removeListener(signal, handler);
  });
  try {
    return await body(scope);
  } finally {
    await scope.dispose();
    for (const remove of handlers) remove();
  }
}

/** Owns resources that take time to end. What arrives after the end is ended at once. */
export class Scope {
  private readonly disposers: (() => void | Promise<void>)[] = [];
  private disposal: Promise<void> | undefined;

  /** Takes over what `dispose` ends. */
  own(dispose: () => void | Promise<void>): void {
    if (this.disposal) this.disposal = this.disposal.then(dispose);
    else this.disposers.push(dispose);
  }

  /** Ends everything, last first; one failure is printed and does not keep the others alive. */
  dispose(): Promise<void> {
    this.disposal ??= this.disposeAll();
    return this.disposal;
  }

  private async disposeAll(): Promise<void> {
    for (const dispose of this.disposers.reverse()) {
      try {
        await dispose();
      } catch (error) {
        console.error('Could not clean up:', error);
      }
    }
  }
}
