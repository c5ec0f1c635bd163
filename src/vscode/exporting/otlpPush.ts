import * as vscode from 'vscode';
import type { OtlpSender, OtlpTarget } from '../../exporting/otlp/main';
import { mayCarrySecrets, parseHeaders, pushAddress } from '../../exporting/otlp/otlpSettings';
import { Owner } from '../disposables';
import { laterPart } from '../laterPart';
import { onDidChangeSettings } from '../settings';
import type { OtlpSettings } from './decodeExportSettings';
import { readOtlpSettings } from './exportSettings';
import { OtlpPusher, type OtlpPusherPorts } from './otlpPusher';

/** What pushing as the settings want it needs of the rest. */
export interface OtlpPushPorts extends OtlpPusherPorts {
  readonly secrets: vscode.SecretStorage;
}

/** Pushes the newest values to an OpenTelemetry backend as the settings want it. Nothing waits for it. */
export class OtlpPush extends Owner {
  private settings: OtlpSettings | undefined;
  private pusher: OtlpPusher | undefined;
  /** Changes come one after the other. */
  private applied: Promise<void> = Promise.resolve();
  private isOver = false;
  /** OpenTelemetry's: whoever pushes nothing does not pay for it. */
  private readonly exporter = laterPart(() => import('../../exporting/otlp/main'));

  constructor(private readonly ports: OtlpPushPorts) {
    super();
    this.register({
      dispose: () => {
        this.isOver = true;
        this.pusher?.dispose();
      },
    });
    this.register(
      onDidChangeSettings(() => {
        this.apply(false);
      }),
    );
    this.register(
      ports.secrets.onDidChange(({ key }) => {
        if (key === HEADERS) this.apply(true);
      }),
    );
    this.apply(false);
  }

  /** Lets a person write the headers that go with each request; they are kept in the secret storage. */
  async askHeaders(): Promise<void> {
    const given = await vscode.window.showInputBox({
      title: vscode.l10n.t('Headers for the OpenTelemetry backend'),
      prompt: vscode.l10n.t('name=value, separated by commas; empty for none. They are kept in the secret storage.'),
      password: true,
      ignoreFocusOut: true,
      validateInput: (text) =>
        parseHeaders(text) === undefined
          ? vscode.l10n.t('Write them as Authorization=Bearer abc,X-Other=value.')
          : undefined,
    });
    if (given === undefined) return;
    if (given.trim() === '') await this.ports.secrets.delete(HEADERS);
    else await this.ports.secrets.store(HEADERS, given);
  }

  private apply(isForced: boolean): void {
    this.applied = this.applied
      .then(async () => {
        const settings = readOtlpSettings();
        const isSame =
          settings.endpoint === this.settings?.endpoint && settings.intervalMs === this.settings.intervalMs;
        if (this.isOver || (isSame && !isForced)) return;
        this.settings = settings;
        this.pusher?.dispose();
        this.pusher = undefined;
        const target = await this.target(settings.endpoint);
        if (target === undefined) return;
        const { createOtlpSender } = await this.exporter();
        this.push(target.url, createOtlpSender(target), settings.intervalMs);
      })
      .catch((error: unknown) => {
        this.tell(vscode.l10n.t('Values are not pushed: {0}', String(error)));
      });
  }

  private push(url: string, sender: OtlpSender, intervalMs: number): void {
    const pusher = new OtlpPusher(this.ports, url, sender, intervalMs);
    // The window may have closed meanwhile.
    if (this.isOver) pusher.dispose();
    else this.pusher = pusher;
  }

  /** Where to push to; undefined where nothing is to be pushed, or the setting is wrong: that is told. */
  private async target(endpoint: string): Promise<OtlpTarget | undefined> {
    if (endpoint.trim() === '') return undefined;
    const address = pushAddress(endpoint.trim());
    if ('problem' in address) {
      this.tell(
        vscode.l10n.t(
          'processMonitor.export.otlp.endpoint is "{0}", but must be an address such as http://localhost:4318.',
          endpoint,
        ),
      );
      return undefined;
    }
    const headers = parseHeaders((await this.ports.secrets.get(HEADERS)) ?? '') ?? {};
    if (Object.keys(headers).length > 0 && !mayCarrySecrets(address.url)) {
      this.tell(
        vscode.l10n.t('Values are not pushed to {0}: your headers could be read on the way. Use https.', address.url),
      );
      return undefined;
    }
    return { url: address.url, headers, timeoutMs: TIMEOUT_MS };
  }

  private tell(text: string): void {
    this.ports.log.error(text);
    void vscode.window.showErrorMessage(text);
  }
}

/** Under which name the secret storage keeps the headers. */
const HEADERS = 'processMonitor.export.otlp.headers';

/** How long one request may take, tries of the exporter itself included. */
const TIMEOUT_MS = 10_000;
