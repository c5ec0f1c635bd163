import type { Frame, Page } from 'playwright-core';
import { l10nBundle } from '../../support/l10nBundle';
import { pseudoTranslation } from '../../support/pseudoLocale';
import { repositoryRoot } from '../../host/paths';

/** Everything in the panel that a person reads or hears: its texts, and the attributes that are told. */
export function textsOf(page: Page | Frame): Promise<readonly string[]> {
  return page.evaluate(() => {
    const texts: string[] = [];
    const walker = document.createTreeWalker(document.getElementById('app') ?? document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode() !== null) texts.push(walker.currentNode.textContent ?? '');
    for (const element of document.querySelectorAll('#app *')) {
      for (const name of ['title', 'aria-label', 'label']) texts.push(element.getAttribute(name) ?? '');
    }
    return texts.filter((text) => text.trim() !== '');
  });
}

/** The bundle in the made-up language. */
export function pseudoTexts(): Readonly<Record<string, string>> {
  return pseudoTranslation(JSON.parse(l10nBundle(repositoryRoot)) as Record<string, string>);
}

/** The texts of which a part is no translation, nor one of the given names, a number or a unit. */
export function untranslated(texts: readonly string[], names: readonly string[]): readonly string[] {
  const longestFirst = names.filter((name) => name !== '').toSorted((one, other) => other.length - one.length);
  return texts.filter((text) => {
    const outside = withoutBrackets(longestFirst.reduce((rest, name) => rest.replaceAll(name, ' '), text));
    return /\p{L}/u.test(outside.replace(/(?<!\p{L})(?:[KMGT]?B|[mµ]?s|min|h|d|p\d+)\b/gu, ' '));
  });
}

/** What stands outside of the outermost brackets: translations hold translations. */
function withoutBrackets(text: string): string {
  let depth = 0;
  return Array.from(text).reduce((outside, character) => {
    if (character === '⟦') depth += 1;
    const kept = depth === 0 ? outside + character : outside;
    if (character === '⟧') depth -= 1;
    return kept;
  }, '');
}
