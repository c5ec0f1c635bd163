import { createRequire } from 'node:module';
import * as vscode from 'vscode';
import type { OtlpSender, OtlpTarget } from '../../exporting/otlp/main';
import type { OtlpBatch } from '../../exporting/otlp/otlpBatch';
import { mayCarrySecrets, parseHeaders, pushAddress } from '../../exporting/otlp/otlpSettings';
import { PushQueue } from '../../exporting/otlp/pushQueue';
import type { Clock } from '../../shared/clock';
import { Owner } from '../disposables';
import { onDidChangeSettings } from '../settings';
import type { CurrentSessions } from './currentSessions';
import { readOtlpSettings, type OtlpSettings } from './exportSettings';

/** What pushing needs of the rest. */
export interface OtlpPushPorts {
  readonly clock: Clock;
  readonly log: vscode.LogOutputChannel;
  readonly secrets: vscode.SecretStorage;
  /** The bundle that holds OpenTelemetry's exporter; absolute. */
  readonly bundlePath: string;
  readonly current: () => CurrentSessions;
  /** So many points were never delivered so far. */
  readonly onDropped: (points: number) => void;
}

/** Pushes the newest values to an OpenTelemetry backend as the settings want it. Nothing waits for it. */
export class OtlpPush extends Owner {
  private settings: OtlpSettings | undefined;
  private push: Push | undefined;
  /** Changes come one after the other. */
  private applied: Promise<void> = Promise.resolve();
  private isOver = false;

  constructor(private readonly ports: OtlpPushPorts) {
    super();
    this.register({
      dispose: () => {
        this.isOver = true;
        this.push?.dispose();
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
        this.push?.dispose();
        this.push = undefined;
        const target = await this.target(settings.endpoint);
        if (target !== undefined) this.push = new Push(this.ports, target, settings.intervalMs);
      })
      .catch((error: unknown) => {
        this.tell(vscode.l10n.t('Values are not pushed: {0}', String(error)));
      });
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

/** Pushing to one target, from when it is begun until it is disposed. */
class Push extends Owner {
  private readonly queue: PushQueue<OtlpBatch>;

  constructor(
    private readonly ports: OtlpPushPorts,
    { url, ...target }: OtlpTarget,
    private readonly intervalMs: number,
  ) {
    super();
    const sender = load(ports.bundlePath).createOtlpSender({ url, ...target });
    this.register({
      dispose: () => {
        sender.dispose().catch((error: unknown) => {
          ports.log.warn(`The exporter did not end well: ${String(error)}`);
        });
      },
    });
    this.queue = this.register(
      new PushQueue<OtlpBatch>({
        clock: ports.clock,
        send: (batch) => sender.send(batch),
        random: Math.random,
        onState: (state) => {
          if (state.kind === 'working')
            ports.log.info(`Values reach ${url} again; ${this.queue.dropped} were dropped.`);
          else tellFailing(ports.log, url, state.reason);
        },
      }),
    );
    ports.log.info(`Values are pushed to ${url} every ${intervalMs} ms.`);
    this.pushLater();
  }

  private pushLater(): void {
    const cancel = this.ports.clock.schedule(this.intervalMs, () => {
      for (const batch of batchesOf(this.ports.current(), this.ports.clock.nowMs())) this.queue.add(batch);
      this.ports.onDropped(this.queue.dropped);
      this.pushLater();
    });
    this.cancelPush = cancel;
  }

  private cancelPush: () => void = () => undefined;

  override dispose(): void {
    this.cancelPush();
    super.dispose();
  }
}

/** A batch for each session that runs, and one for the monitor itself while there are any. */
function batchesOf({ sessions, monitor }: CurrentSessions, timeMs: number): readonly OtlpBatch[] {
  if (sessions.length === 0) return [];
  return [
    ...sessions.map(({ session, values }) => ({ session, values, timeMs, points: values.length })),
    { values: monitor, timeMs, points: monitor.length },
  ].filter(({ points }) => points > 0);
}

/** The bundle is read only here: whoever pushes nothing does not pay for it. */
function load(path: string): { createOtlpSender(target: OtlpTarget): OtlpSender } {
  return createRequire(path)(path) as { createOtlpSender(target: OtlpTarget): OtlpSender };
}

function tellFailing(log: vscode.LogOutputChannel, url: string, reason: string): void {
  log.warn(`Values do not reach ${url}: ${reason}. They are kept for a while and sent again.`);
  const text = vscode.l10n.t('Values do not reach {0}: {1}. They wait and are sent again.', url, reason);
  void vscode.window.showWarningMessage(text);
}
