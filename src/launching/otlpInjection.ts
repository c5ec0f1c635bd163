import * as v from 'valibot';
import { markerOf, type LaunchConfiguration } from './sessionMarker';

/** Where a program is to send its metrics. */
export interface OtlpAccess {
  /** The whole address, the path included. */
  readonly url: string;
  /** The header that carries the token. */
  readonly header: string;
}

const environment = v.record(v.string(), v.unknown());

/** Whoever sets one of these has a place for the metrics already. */
const DESTINATIONS = [
  'OTEL_EXPORTER_OTLP_ENDPOINT',
  'OTEL_EXPORTER_OTLP_METRICS_ENDPOINT',
  'OTEL_METRICS_EXPORTER',
  'OTEL_SDK_DISABLED',
] as const;

/** How often values are sent, milliseconds; by itself an SDK sends once a minute. */
const EVERY_MS = '1000';

/** The token of a configuration's program: the id in its marker, which nobody can guess. Undefined without a marker. */
export function otlpTokenOf(marker: string | undefined): string | undefined {
  return marker?.split('=')[1];
}

/**
 * The configuration with its program told to send metrics to us, and traces and logs where it would. Undefined where it
 * has no marker, and where it or the environment that it inherits says already where metrics go.
 */
export function withOtlp(
  configuration: LaunchConfiguration,
  { url, header }: OtlpAccess,
  inherited: Readonly<Record<string, string | undefined>>,
): LaunchConfiguration | undefined {
  const given = v.safeParse(environment, configuration.env);
  const token = otlpTokenOf(markerOf(configuration));
  if (!given.success || token === undefined) return undefined;
  if (DESTINATIONS.some((name) => name in given.output || inherited[name] !== undefined)) return undefined;
  const ours = {
    // An SDK refuses a time limit that is longer than the interval.
    OTEL_METRIC_EXPORT_INTERVAL: EVERY_MS,
    OTEL_METRIC_EXPORT_TIMEOUT: EVERY_MS,
    ...given.output,
    OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: url,
    OTEL_EXPORTER_OTLP_METRICS_PROTOCOL: 'http/protobuf',
    OTEL_EXPORTER_OTLP_METRICS_HEADERS: `${header}=${token}`,
  };
  return { ...configuration, env: ours };
}
