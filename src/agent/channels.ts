import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { quietly } from './quietly';

/** Subscriptions to diagnostics channels, ended together. */
export class Channels {
  private readonly subscriptions: { readonly name: string; readonly listener: (message: unknown) => void }[] = [];

  /**
   * Calls back with each message of a channel. A subscriber that throws would end the program at its next tick; this
   * one cannot. The caller names the shape that Node documents for the channel's messages.
   */
  on(name: string, listen: (message: never) => void): void {
    const listener = (message: unknown): void => {
      quietly(() => {
        listen(message as never);
      });
    };
    subscribe(name, listener);
    this.subscriptions.push({ name, listener });
  }

  dispose(): void {
    for (const { name, listener } of this.subscriptions.splice(0)) unsubscribe(name, listener);
  }
}
