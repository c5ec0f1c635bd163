import { t } from './l10n';
/** Names longer than this are cut: nobody reads them, and layout would. */
const LONGEST = 200;

/**
 * A text from outside (a process name, an event) as it may be shown: on one line, at most 200 characters, with control
 * characters and the marks that turn the direction of writing replaced, so that it cannot pose as something else.
 */
export function displayText(text: string): string {
  const cut = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  // Cc: control characters; Cf: invisible format characters, among them those that override direction.
  const clean = cut.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\u{FFFD}').trim();
  return clean === '' ? t('(no name)') : clean;
}
