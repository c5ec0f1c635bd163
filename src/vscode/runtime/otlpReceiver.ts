import type { LogOutputChannel } from 'vscode';
import { otlpTokenOf, withOtlp } from '../../launching/otlpInjection';
import { markerOf, type LaunchConfiguration } from '../../launching/sessionMarker';
import { EXPORT_PATH, TOKEN_HEADER } from '../../runtime/otlp/exportRequest';
import { OtlpServer } from '../../runtime/otlp/otlpServer';
import type { OtlpSource } from '../../runtime/otlp/otlpSource';
import { Owner } from '../disposables';
import { laterPart } from '../laterPart';

export interface OtlpReceiverPorts {
  readonly source: OtlpSource;
  readonly environment: NodeJS.ProcessEnv;
  readonly log: LogOutputChannel;
}

/** Has programs send their OpenTelemetry metrics here: listens from the first launch that may on. */
export class OtlpReceiver extends Owner {
  private listening: Promise<OtlpServer> | undefined;
  /** What reads protobuf. */
  private readonly decoder = laterPart(() => import('../../runtime/otlp/main'));

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
    const { source, log } = this.ports;
    const { decodeMetricsRequest } = await this.decoder();
    const server = await OtlpServer.start({
      isKnown: (token) => source.isKnown(token),
      decode: decodeMetricsRequest,
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
