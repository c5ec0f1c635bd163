/** A translation that nobody needs to know a language for: each text between brackets, with its placeholders. */
export function pseudoTranslation(texts: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, `⟦${text}⟧`]));
}

/**
 * A manifest in a language, as VS Code makes it: a text that is `%KEY%` and nothing else becomes the one of that key,
 * and stays where there is none.
 */
export function translatedManifest(manifest: unknown, texts: Readonly<Record<string, string>>): unknown {
  if (typeof manifest === 'string') return texts[/^%(.+)%$/.exec(manifest)?.[1] ?? ''] ?? manifest;
  if (Array.isArray(manifest)) return manifest.map((item) => translatedManifest(item, texts));
  if (typeof manifest !== 'object' || manifest === null) return manifest;
  return Object.fromEntries(Object.entries(manifest).map(([key, value]) => [key, translatedManifest(value, texts)]));
}

/** The fields of a manifest whose texts a person reads, wherever they stand. */
const READ_FIELDS = new Set([
  ...['title', 'shortTitle', 'category', 'label', 'displayName', 'description', 'userDescription', 'contents'],
  ...['markdownDescription', 'enumDescriptions', 'markdownEnumDescriptions', 'enumItemLabels', 'patternErrorMessage'],
  ...['deprecationMessage', 'markdownDeprecationMessage', 'tooltip', 'detail', 'altText'],
]);

/**
 * The texts of a manifest that a person reads, each with where it stands (`contributes.commands.0.title`). What only a
 * language model reads is left out, and so are the names in what is written into launch.json.
 */
export function readTexts(manifest: unknown, path: readonly string[] = []): readonly (readonly [string, string])[] {
  const field = path.findLast((step) => !/^\d+$/.test(step)) ?? '';
  if (field === 'inputSchema' || field === 'body' || field === 'initialConfigurations') return [];
  if (typeof manifest === 'string') {
    const isViewName = path[1] === 'views' && field === 'name';
    return READ_FIELDS.has(field) || isViewName ? [[path.join('.'), manifest]] : [];
  }
  if (typeof manifest !== 'object' || manifest === null) return [];
  return Object.entries(manifest).flatMap(([key, value]) => readTexts(value, [...path, key]));
}
