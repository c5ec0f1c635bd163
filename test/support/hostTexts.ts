import ts from 'typescript';

/** The fields that VS Code shows to people, of what is handed to it or set on it. */
const SHOWN_FIELDS =
  /^(?:title|label|description|detail|tooltip|text|message|prompt|placeHolder|placeholder|ariaLabel|openLabel|saveLabel|valueSelection)$/;

const MESSAGES = /^show(?:Information|Warning|Error)Message$|^setStatusBarMessage$/;

/**
 * The words in a source file of the host that are shown as they stand, whatever the language of the editor: literals in
 * messages, and in the fields of what VS Code shows. What goes through `l10n.t` is none.
 */
export function wordsAsTheyStand(file: string, source: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && MESSAGES.test(nameOf(node.expression))) {
      for (const argument of node.arguments) found.push(...wordsOf(argument));
    }
    if (ts.isPropertyAssignment(node) && SHOWN_FIELDS.test(node.name.getText()))
      found.push(...wordsOf(node.initializer));
    if (isAssignment(node) && SHOWN_FIELDS.test(nameOf(node.left))) found.push(...wordsOf(node.right));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true));
  return found;
}

function isAssignment(node: ts.Node): node is ts.BinaryExpression {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken;
}

function nameOf(expression: ts.Expression): string {
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : '';
}

/** Two letters in a row make a word; codes of icons, names of settings and addresses are none. */
function wordsOf(expression: ts.Expression): readonly string[] {
  if (ts.isConditionalExpression(expression)) return [expression.whenTrue, expression.whenFalse].flatMap(wordsOf);
  if (ts.isBinaryExpression(expression)) return [expression.left, expression.right].flatMap(wordsOf);
  const isText = ts.isStringLiteralLike(expression) || ts.isTemplateExpression(expression);
  const text = isText ? expression.getText().slice(1, -1) : '';
  return /\p{L}{2}/u.test(text.replace(/\$\{[^}]*\}|\$\([\w~-]+\)|\bprocessMonitor\.[\w.]+/g, '')) ? [text] : [];
}
