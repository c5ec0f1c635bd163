/**
 * A line of text with what looks like a secret replaced by `***`: values of options and variables whose names speak of
 * secrets (`--token x`, `API_KEY=x`, `"password": "x"`), user and password in URLs, authorization headers, JSON web
 * tokens and private keys. What it does not recognise stays; so what is not needed should not be kept at all.
 */
export function redactSecrets(text: string): string {
  return RULES.reduce((line, [pattern, replacement]) => line.replace(pattern, replacement), text);
}

const SECRET_NAME =
  '[\\w.-]*(?:password|passwd|passphrase|pwd|secret|token|credential|api[_-]?key|access[_-]?key|private[_-]?key|(?<![a-z])key)[\\w-]*';

const RULES: readonly (readonly [RegExp, string])[] = [
  // https://user:password@host
  [/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi, '$1***@'],
  [/\b(authorization["']?\s*[:=]\s*["']?)(?:(?:basic|bearer|digest|negotiate|token)\s+)?[^\s"',;]+/gi, '$1***'],
  [/\b(bearer|basic)\s+[A-Za-z0-9+/_.~-]{8,}=*/gi, '$1 ***'],
  // name=value, name: value, "name": "value"
  [new RegExp(`(${SECRET_NAME}["']?\\s*[:=]\\s*)("[^"]*"?|'[^']*'?|[^\\s"',;&]+)`, 'gi'), '$1***'],
  // --name value
  [new RegExp(`(--?${SECRET_NAME}\\s+)("[^"]*"?|'[^']*'?|(?!-)[^\\s"',;]+)`, 'gi'), '$1***'],
  [/\beyJ[\w-]{8,}\.[\w-]{4,}\.[\w-]*/g, '***'],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----.*/g, '-----BEGIN PRIVATE KEY----- ***'],
];
