import { createRequire } from 'node:module';
import type { LogOutputChannel } from 'vscode';
import { otlpTokenOf, withOtlp } from '../../launching/otlpInjection';
import { markerOf, type LaunchConfiguration } from '../../launching/sessionMarker';
import { EXPORT_PATH, TOKEN_HEADER } from '../../runtime/otlp/exportRequest';
import type { decodeMetricsRequest } from '../../runtime/otlp/main';
import { OtlpServer } from '../../runtime/otlp/otlpServer';
import type { OtlpSource } from '../../runtime/otlp/otlpSource';
import { Owner } from '../disposables';

export interface OtlpReceiverPorts {
  readonly source: OtlpSource;
  /** `dist/otlpReceiver.js`, absolute. */
  readonly bundlePath: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly log: LogOutputChannel;
}

/** Has programs send their OpenTelemetry metrics here: listens from the first launch that may on. */
export class OtlpReceiver extends Owner {
  private listening: Promise<OtlpServer> | undefined;

  constructor(private readonly ports: OtlpReceiverPorts) {
    super();
  }

  /** The configuration of a launch with its metrics sent here; as it was where that cannot be. */
  async inject(configuration: LaunchConfiguration): Promise<LaunchConfiguration> {
    const { source, environment, log } = this.ports;
    const token = otlpTokenOf(markerOf(configuration));
    if (token === undefined) return configuration;
    try {
      const { port } = await (this.listening ??= this.listen());
      const access = { url: `http://127.0.0.1:${port}${EXPORT_PATH}`, header: TOKEN_HEADER };
      const injected = withOtlp(configuration, access, environment);
      if (injected !== undefined) source.admit(token);
      return injected ?? configuration;
    } catch (error) {
      log.error(`OpenTelemetry metrics of programs cannot be taken: ${String(error)}`);
      return configuration;
    }
  }

  private async listen(): Promise<OtlpServer> {
    const { source, bundlePath, log } = this.ports;
    const bundle = createRequire(bundlePath)(bundlePath) as { decodeMetricsRequest: typeof decodeMetricsRequest };
    const server = await OtlpServer.start({
      isKnown: (token) => source.isKnown(token),
      decode: (body, encoding) => bundle.decodeMetricsRequest(body, encoding),
      onRequest: (token, request) => {
        source.takeIn(token, request);
      },
      onProblem: (message) => {
        log.warn(message);
      },
    });
    log.info(`OpenTelemetry metrics of programs are taken on port ${server.port}`);
    return this.register(server);
  }
}
