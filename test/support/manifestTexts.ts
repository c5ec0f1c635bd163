import { defaultRules } from '../../src/alerting/defaultRules';

const RULES_TEXT = 'setting.alerts.rules';

/**
 * The texts of the manifest with the names of the default rules made anew, where their setting speaks of them. `texts` is
 * the text of package.nls.json; so is what is returned. Throws where the setting says nothing of them.
 */
export function manifestTextsWithRegions(texts: string): string {
  const parsed = JSON.parse(texts) as Record<string, string>;
  const names = defaultRules().map(({ name }) => `\`${name}\``);
  const described = parsed[RULES_TEXT] ?? '';
  if (!RULE_NAMES.test(described)) throw new Error(`"${RULES_TEXT}" has no list of default rules in brackets.`);
  const made = { ...parsed, [RULES_TEXT]: described.replace(RULE_NAMES, `a default one (${names.join(', ')})`) };
  return `${JSON.stringify(made, null, 2)}\n`;
}

const RULE_NAMES = /a default one \([^)]*\)/;
