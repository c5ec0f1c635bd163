import type { LogOutputChannel } from 'vscode';
import { window } from 'vscode';
import type { Settings } from './decodeSettings';
import { readSettings } from './settings';

/** The settings in force. Says of one that cannot be used what is wrong with it: to the log, and once to the person. */
export class SettingsKeeper {
  private settings: Settings;
  private readonly told = new Set<string>();

  constructor(private readonly log: LogOutputChannel) {
    this.settings = this.read();
  }

  get current(): Settings {
    return this.settings;
  }

  /** Reads the settings again; returns them. */
  refresh(): Settings {
    this.settings = this.read();
    return this.settings;
  }

  private read(): Settings {
    const { settings, problems } = readSettings();
    for (const { message } of problems) {
      if (this.told.has(message)) continue;
      this.told.add(message);
      this.log.warn(message);
      // Nobody waits for the answer: a toast's promise may never resolve.
      void window.showWarningMessage(message);
    }
    return settings;
  }
}
