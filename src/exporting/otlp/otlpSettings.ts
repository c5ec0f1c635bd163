import { validateHeaderName, validateHeaderValue } from 'node:http';

/** The address to push to: the one that is given, with OTLP's own path where it has none. Says what is wrong with it. */
export function pushAddress(given: string): { readonly url: string } | { readonly problem: 'noUrl' | 'noHttp' } {
  if (!URL.canParse(given)) return { problem: 'noUrl' };
  const url = new URL(given);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return { problem: 'noHttp' };
  if (url.pathname === '/') url.pathname = '/v1/metrics';
  return { url: url.href };
}

/** Whether headers may go there: encrypted, or not beyond this machine. They are secrets. */
export function mayCarrySecrets(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

/**
 * Headers as a person writes them, and as OpenTelemetry's own variable has them: `Authorization=Bearer x,X-Scope-OrgID=team`.
 * Undefined where the text is none; the empty text is no headers. Source: OpenTelemetry protocol exporter, "Specifying headers".
 */
export function parseHeaders(text: string): Readonly<Record<string, string>> | undefined {
  const headers: [string, string][] = [];
  for (const pair of text.split(',').filter((part) => part.trim() !== '')) {
    const [, name = '', value = ''] = /^\s*([^=]+?)\s*=\s*(.*?)\s*$/.exec(pair) ?? [];
    if (!isHeader(name, value)) return undefined;
    headers.push([name, value]);
  }
  return Object.fromEntries(headers);
}

function isHeader(name: string, value: string): boolean {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return true;
  } catch {
    return false;
  }
}
