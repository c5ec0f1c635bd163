import * as vscode from 'vscode';
import type { ProcessMonitorApi } from '../../src/vscode/api';

/** What the extension offers to others; activates it first. */
export async function api(): Promise<ProcessMonitorApi> {
  return extension().activate();
}

/** The extension as the editor knows it. Throws when it is not loaded. */
export function extension(): vscode.Extension<ProcessMonitorApi> {
  const found = vscode.extensions.getExtension<ProcessMonitorApi>('process-monitor.process-monitor');
  if (!found) throw new Error('The extension process-monitor.process-monitor is not loaded.');
  return found;
}
