import * as vscode from 'vscode';

/**
 * A part of the extension that is read from the disk, or made, when it is first asked for, and kept from then on: what
 * nobody asks for costs nothing at the start of a window. `load` imports it with `import()`, at which the build splits the
 * extension. Where it cannot be had it rejects with what a person can do about it; the next call tries again.
 */
export function laterPart<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      const cause = error instanceof Error ? error.message : String(error);
      throw new Error(
        vscode.l10n.t(
          'A part of Process Monitor could not be loaded ({0}). Reload the window; if that does not help, install the extension again.',
          cause,
        ),
        { cause: error },
      );
    });
    return loading;
  };
}
