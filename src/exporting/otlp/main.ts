import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-proto';
import type { PushMetricExporter } from '@opentelemetry/sdk-metrics';
import type { OtlpBatch } from './otlpBatch';
import type { Sent } from './pushQueue';
import { resourceMetricsOf } from './resourceMetrics';

/**
 * Sends by OpenTelemetry's exporter, which is large: this file is imported only where values are pushed. It tries a few
 * times by itself, within `timeoutMs`, and waits as long as the backend asks it to.
 */
export function createOtlpSender({ url, headers, timeoutMs }: OtlpTarget): OtlpSender {
  const exporter: PushMetricExporter = new OTLPMetricExporter({
    url,
    headers: { ...headers },
    timeoutMillis: timeoutMs,
  });
  return {
    send: (batch) =>
      new Promise((resolve) => {
        exporter.export(resourceMetricsOf(batch), ({ error }) => {
          // A failure always comes with its error.
          resolve(error === undefined ? { kind: 'sent' } : failureOf(error));
        });
      }),
    dispose: () => exporter.shutdown(),
  };
}

/** Where values are pushed to. */
export interface OtlpTarget {
  /** The whole address, the path included. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
}

/** Sends batches as OTLP over HTTP with protobuf. */
export interface OtlpSender {
  /** Resolves once the backend has it, or has not; never rejects. */
  send(batch: OtlpBatch): Promise<Sent>;
  dispose(): Promise<void>;
}

/** Answers that stay as they are when the same is sent again: the batch is at fault. Source: OTLP 1.x, "Failures". */
const PERMANENT: ReadonlySet<number> = new Set([400, 413, 415, 422]);

function failureOf(error: Error): Sent {
  const status = 'code' in error && typeof error.code === 'number' ? error.code : undefined;
  const reason = status === undefined ? error.message : `HTTP ${status}`;
  return { kind: 'failed', reason, isPermanent: status !== undefined && PERMANENT.has(status) };
}
