/** The two text formats of metrics. */
export type ExpositionFormat = 'prometheus' | 'openMetrics';

/**
 * The format that a scraper likes best. OpenMetrics only where it is asked for by name, in a version that we write, and not
 * liked less than plain text; else Prometheus's own. Source: RFC 9110, section 12.5.1.
 */
export function formatFor(accept: string | undefined): ExpositionFormat {
  const ranges = preferences(accept);
  const openMetrics = ranges
    .filter(({ name, version }) => name === 'application/openmetrics-text' && (version ?? '1.0.0') === '1.0.0')
    .map(({ quality }) => quality);
  const plain = ranges.filter(({ name }) => name === 'text/plain').map(({ quality }) => quality);
  const best = Math.max(0, ...openMetrics);
  return best > 0 && best >= Math.max(0, ...plain) ? 'openMetrics' : 'prometheus';
}

/** Whether a client takes gzip: by name, or by `*` where gzip is not named. Source: RFC 9110, section 12.5.3. */
export function acceptsGzip(acceptEncoding: string | undefined): boolean {
  const codings = preferences(acceptEncoding);
  const coding = codings.find(({ name }) => name === 'gzip') ?? codings.find(({ name }) => name === '*');
  return coding !== undefined && coding.quality > 0;
}

interface Preference {
  readonly name: string;
  readonly version?: string;
  /** 0 to 1; 0 for "not this one". */
  readonly quality: number;
}

function preferences(header: string | undefined): readonly Preference[] {
  return (header ?? '').split(',').flatMap((part) => {
    const [name = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
    if (name === '') return [];
    const valueOf = (key: string): string | undefined =>
      parameters
        .find((parameter) => parameter.startsWith(`${key}=`))
        ?.slice(key.length + 1)
        .replaceAll('"', '');
    const version = valueOf('version');
    const quality = Number(valueOf('q') ?? 1);
    return [{ name, quality: Number.isNaN(quality) ? 0 : quality, ...(version === undefined ? {} : { version }) }];
  });
}
