import { readFileSync } from 'node:fs';
import { globSync } from 'glob';
import ts from 'typescript';
import { CHARTS, METRICS, metricOf } from '../../src/shared/metrics';

/**
 * The text of l10n/bundle.l10n.json, of which translators make one for their language: every text that the extension
 * and its panel show, each under itself, in order. `root` is the folder of the project.
 */
export function l10nBundle(root: string): string {
  const files = globSync(['src/vscode/**/*.ts', 'src/extension.ts', 'webview/*.ts'], { cwd: root });
  const texts = new Set([
    ...files.sort().flatMap((file) => textsIn(file, readFileSync(`${root}/${file}`, 'utf8'))),
    ...catalogueTexts(),
  ]);
  const sorted = [...texts].sort();
  return `${JSON.stringify(Object.fromEntries(sorted.map((text) => [text, text])), null, 2)}\n`;
}

/** The literal texts that a source file hands to `vscode.l10n.t` or, in the webview, to `t`. */
export function textsIn(file: string, source: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && isTranslation(node.expression)) found.push(...literalsOf(node.arguments[0]));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, source, ts.ScriptTarget.Latest));
  return found;
}

function isTranslation(called: ts.Expression): boolean {
  if (ts.isIdentifier(called)) return called.text === 't';
  if (!ts.isPropertyAccessExpression(called) || called.name.text !== 't') return false;
  return ts.isPropertyAccessExpression(called.expression) && called.expression.name.text === 'l10n';
}

/** Texts that are no literals come from the catalogue, or are literals of a union that stands elsewhere. */
function literalsOf(argument: ts.Expression | undefined): readonly string[] {
  if (argument === undefined) return [];
  if (ts.isStringLiteralLike(argument)) return [argument.text];
  if (ts.isConditionalExpression(argument)) return [argument.whenTrue, argument.whenFalse].flatMap(literalsOf);
  if (!ts.isBinaryExpression(argument)) return [];
  const [left, right] = [argument.left, argument.right].map((part) => literalsOf(part)[0]);
  return left === undefined || right === undefined ? [] : [left + right];
}

function catalogueTexts(): readonly string[] {
  const metrics = METRICS.map(({ name }) => metricOf(name));
  return [
    ...CHARTS.map(({ title }) => title),
    ...metrics.flatMap(({ title, description, breakdown }) => [title, description, ...(breakdown?.values ?? [])]),
  ];
}
