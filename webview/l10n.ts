/**
 * A text of the panel in the language of the editor, with `{0}`, `{1}` and so on replaced by values; in English where
 * there is no translation. Works as `vscode.l10n.t` does, whose bundle the host puts into the page.
 */
export function t(text: string, ...values: readonly (string | number)[]): string {
  return formatted(TRANSLATIONS[text] ?? text, values);
}

/** Reads the bundle that the host has put into the page; empty where there is none, or nothing that is understood. */
export function decodeBundle(json: string | undefined): Readonly<Partial<Record<string, string>>> {
  if (json === undefined) return {};
  try {
    const bundle: unknown = JSON.parse(json);
    if (typeof bundle !== 'object' || bundle === null) return {};
    return Object.fromEntries(Object.entries(bundle).flatMap(([key, value]) => textOf(key, value)));
  } catch {
    return {};
  }
}

/** A text with its places filled; a place without a value stays as it is. */
export function formatted(text: string, values: readonly (string | number)[]): string {
  // Most texts have no places, and charts ask for theirs at every redraw.
  if (values.length === 0) return text;
  return text.replace(/\{(\d+)\}/g, (place, index) => String(values[Number(index)] ?? place));
}

/** Read once: a webview is made anew when the language of the editor is another. Unit tests have no document. */
const TRANSLATIONS = decodeBundle(
  typeof document === 'undefined' ? undefined : document.getElementById('app')?.dataset.l10n,
);

/** A translation is a text, or a text with a comment for translators. */
function textOf(key: string, value: unknown): readonly (readonly [string, string])[] {
  return typeof value === 'string' ? [[key, value]] : [];
}
