import * as vscode from 'vscode';
import type { OtlpSender } from '../../exporting/otlp/main';
import type { OtlpBatch } from '../../exporting/otlp/otlpBatch';
import { PushQueue } from '../../exporting/otlp/pushQueue';
import type { Clock } from '../../shared/clock';
import { Owner } from '../disposables';
import type { CurrentSessions } from './currentSessions';

/** What pushing needs of the rest. */
export interface OtlpPusherPorts {
  readonly clock: Clock;
  readonly log: vscode.LogOutputChannel;
  readonly current: () => CurrentSessions;
  /** So many points were never delivered so far. */
  readonly onDropped: (points: number) => void;
}

/** Pushes to one target, from when it is begun until it is disposed; the sender goes with it. */
export class OtlpPusher extends Owner {
  private readonly queue: PushQueue<OtlpBatch>;

  constructor(
    private readonly ports: OtlpPusherPorts,
    url: string,
    sender: OtlpSender,
    private readonly intervalMs: number,
  ) {
    super();
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

function tellFailing(log: vscode.LogOutputChannel, url: string, reason: string): void {
  log.warn(`Values do not reach ${url}: ${reason}. They are kept for a while and sent again.`);
  const text = vscode.l10n.t('Values do not reach {0}: {1}. They wait and are sent again.', url, reason);
  void vscode.window.showWarningMessage(text);
}
