import * as vscode from 'vscode';
import type { LaunchConfiguration } from '../../launching/sessionMarker';
import type { Round } from '../../shared/sample';
import { Owner } from '../disposables';
import { laterPart } from '../laterPart';
import type { RuntimePorts, RuntimeSources } from './runtimeSources';
import { ScrapeTargets } from './scrapeTargets';

/**
 * The ways in which programs that are not Node tell what goes on inside them. They are loaded with the first launch or
 * round; the rounds until then stay as they are.
 */
export class RuntimeFeatures extends Owner {
  private sources: RuntimeSources | undefined;
  private readonly loaded: () => Promise<RuntimeSources>;
  private hasFailed = false;

  constructor(private readonly ports: RuntimePorts) {
    super();
    const targets = this.register(new ScrapeTargets(ports.log));
    this.loaded = laterPart(async () => {
      const { RuntimeSources } = await import('./runtimeSources');
      return (this.sources = this.register(new RuntimeSources(ports, targets)));
    });
  }

  /** The configuration of a launch with what its programs need to tell of themselves, as the settings say. */
  async inject(configuration: LaunchConfiguration): Promise<LaunchConfiguration> {
    if (!this.ports.settings().receiveOtlp) return configuration;
    const sources = await this.load();
    return sources === undefined ? configuration : sources.inject(configuration);
  }

  /** A round with what its processes have told by now. */
  enrich(round: Round): Round {
    if (this.sources !== undefined) return this.sources.enrich(round);
    void this.load();
    return round;
  }

  /** Never rejects: that they cannot be loaded is told once. */
  private load(): Promise<RuntimeSources | undefined> {
    return this.loaded().catch((error: unknown) => {
      if (!this.hasFailed) this.tell(error);
      this.hasFailed = true;
      return undefined;
    });
  }

  private tell(error: unknown): void {
    const text = vscode.l10n.t('What programs tell of themselves is not read: {0}', String(error));
    this.ports.log.error(text);
    void vscode.window.showErrorMessage(text);
  }
}
