import * as vscode from 'vscode';
import { CONFIGURATION_SECTION } from '../ids';
import { decodeHistorySettings, type HistorySettings } from './decodeHistorySettings';

/** Reads the settings; one that is not valid is replaced by its default. */
export function readHistorySettings(): HistorySettings {
  const configuration = vscode.workspace.getConfiguration(CONFIGURATION_SECTION);
  return decodeHistorySettings((name) => configuration.get<unknown>(name));
}
