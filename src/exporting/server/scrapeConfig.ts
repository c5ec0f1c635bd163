import { METRICS_PATH } from './scrapeRequest';

/**
 * A scrape configuration that works as pasted: below `scrape_configs:` of prometheus.yml, or as a whole file where there
 * is none. `intervalSeconds` is how often new values come.
 */
export function scrapeConfig({ port, token, intervalSeconds }: ScrapeConfigFacts): string {
  return [
    'scrape_configs:',
    '  - job_name: process-monitor',
    `    scrape_interval: ${Math.max(1, Math.ceil(intervalSeconds))}s`,
    `    metrics_path: ${METRICS_PATH}`,
    '    authorization:',
    `      credentials: ${token}`,
    '    static_configs:',
    `      - targets: ['127.0.0.1:${port}']`,
    '',
  ].join('\n');
}

/** What a configuration says; the token consists of characters that YAML gives no meaning. */
export interface ScrapeConfigFacts {
  readonly port: number;
  readonly token: string;
  readonly intervalSeconds: number;
}
