import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { cachedPackages } from '../../support/cachedPackages';

/** OpenTelemetry's automatic instrumentation, from npm into the cache folder: the environment that loads it. */
export async function openTelemetry(sink: Server): Promise<NodeJS.ProcessEnv> {
  const modules = await cachedPackages('opentelemetry', [
    '@opentelemetry/api',
    '@opentelemetry/auto-instrumentations-node',
  ]);
  const { port } = sink.address() as AddressInfo;
  return {
    NODE_OPTIONS: `--require ${JSON.stringify(join(modules, '@opentelemetry', 'auto-instrumentations-node', 'build', 'src', 'register.js'))}`,
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
    OTEL_LOG_LEVEL: 'none',
    // Those of clouds ask addresses that need not answer, for ten seconds.
    OTEL_NODE_RESOURCE_DETECTORS: 'env,host,os,process',
  };
}

/** Takes whatever is exported to it, so that the exporter is not slowed down by errors. */
export async function openSink(): Promise<Server> {
  const sink = createServer((request, response) => {
    request.resume().once('end', () => response.end());
  });
  await new Promise<void>((resolve) => sink.listen(0, '127.0.0.1', resolve));
  return sink;
}
