import * as vscode from 'vscode';
import { Owner } from '../disposables';
import { laterPart } from '../laterPart';
import { onDidChangeSettings } from '../settings';
import { ExportCommands } from './exportCommands';
import type { ExportPorts } from './exportParts';
import { readOtlpSettings, readPrometheusSettings } from './exportSettings';
import { LanguageModelTools } from './languageModelTools';

/**
 * All ways in which the numbers go where people already look. At the start there are only the names of commands and
 * tools: the rest is loaded once one of them is used, or where the settings want values to be offered or pushed.
 */
export class ExportFeatures extends Owner {
  constructor(ports: ExportPorts) {
    super();
    const parts = laterPart(async () => {
      const { ExportParts } = await import('./exportParts');
      return this.register(new ExportParts(ports));
    });
    this.register(
      new ExportCommands({
        copyScrapeConfig: async () => (await parts()).endpoint.copyScrapeConfig(),
        exportSession: async (argument) => (await parts()).exports.ask(argument),
        importSession: async () => (await parts()).imports.ask(),
        setOtlpHeaders: async () => (await parts()).otlp.askHeaders(),
        copyCurrentMetrics: async () => (await parts()).copyCurrentMetrics(),
      }),
    );
    this.register(new LanguageModelTools(async (tool, input) => (await parts()).answers.answer(tool, input)));
    const loadWhereWanted = (): void => {
      if (!readPrometheusSettings().isEnabled && readOtlpSettings().endpoint.trim() === '') return;
      parts().catch((error: unknown) => {
        const text = vscode.l10n.t('Values are neither offered nor pushed: {0}', String(error));
        ports.log.error(text);
        void vscode.window.showErrorMessage(text);
      });
    };
    this.register(onDidChangeSettings(loadWhereWanted));
    loadWhereWanted();
  }
}
