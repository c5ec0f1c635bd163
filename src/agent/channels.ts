import { subscribe, unsubscribe } from 'node:diagnostics_channel';

/** Subscriptions to diagnostics channels, ended together. */
export class Channels {
  private readonly subscriptions: { readonly name: string; readonly listener: (message: unknown) => void }[] = [];

  /**
   * Calls back with each message of a channel. A subscriber that throws would end the program at its next tick; this
   * one cannot. The caller names the shape that Node documents for the channel's messages.
   */
  on(name: string, listen: (message: never) => void): void {
    // Not `quietly`, which would make a function for each message: a busy server has a hundred thousand a second.
    const listener = (message: unknown): void => {
      try {
        listen(message as never);
      } catch {
        // The program has no use for our errors.
      }
    };
    subscribe(name, listener);
    this.subscriptions.push({ name, listener });
  }

  dispose(): void {
    for (const { name, listener } of this.subscriptions.splice(0)) unsubscribe(name, listener);
  }
}
