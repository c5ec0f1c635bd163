import * as v from 'valibot';

/** Where programs tell their metrics, by the name of their launch configuration. */
export interface DecodedTargets {
  readonly targets: ReadonlyMap<string, URL>;
  /** Sentences for people; an entry with a mistake is left out, the others stay. */
  readonly problems: readonly { readonly name: string; readonly message: string }[];
}

/**
 * The targets of the setting, whose value may be of any shape. A URL is for http or https; one without a path gets
 * `/metrics`. A user name and password in it are refused: settings are no place for them.
 */
export function decodeScrapeTargets(given: unknown): DecodedTargets {
  const targets = new Map<string, URL>();
  const entries = v.safeParse(v.record(v.string(), v.unknown()), given ?? {});
  if (!entries.success || Array.isArray(given)) {
    return { targets, problems: [{ name: '', message: 'It must be an object with names of launch configurations.' }] };
  }
  const problems: { readonly name: string; readonly message: string }[] = [];
  for (const [name, item] of Object.entries(entries.output)) {
    const url = urlOf(item);
    if (typeof url === 'string') problems.push({ name, message: url });
    else targets.set(name, url);
  }
  return { targets, problems };
}

const LONGEST_URL = 2_000;

/** The URL of an entry, or what is wrong with it. */
function urlOf(item: unknown): URL | string {
  const isUrl = typeof item === 'string' && item.length <= LONGEST_URL && URL.canParse(item);
  const url = isUrl ? new URL(item) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    return 'It must be a URL of http or https such as "http://localhost:3000/metrics".';
  }
  if (url.username !== '' || url.password !== '') return 'Its URL must not have a user name or password.';
  if (url.pathname === '/') url.pathname = '/metrics';
  return url;
}
