import * as vscode from 'vscode';
import { MonitorHub } from './monitoring/monitorHub';
import { StoreBudget } from './series/storeBudget';
export function activate(): void { void vscode; void MonitorHub; void StoreBudget; }
