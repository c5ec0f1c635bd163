import * as vscode from 'vscode';
import { CHARTS, type ChartId } from '../shared/metrics';
import { CONFIGURATION_SECTION } from './ids';
import { writeSetting } from './settings';

const SETTING = 'panel.charts';

/**
 * Which charts a panel shows, as the settings say. What its person has just chosen there is not told back to it: an
 * older choice that is still being written would undo a newer one.
 */
export class ChartChoice {
  private shown: readonly ChartId[] = [];
  private writing = 0;

  /** What the settings say, for a panel that knows nothing yet. */
  take(): readonly ChartId[] {
    if (this.writing === 0) this.shown = readCharts();
    return this.shown;
  }

  /** What the settings say where it is not what the panel shows. */
  takeChanged(): readonly ChartId[] | undefined {
    const before = this.shown;
    const now = this.take();
    return now.length === before.length && now.every((chart, index) => chart === before[index]) ? undefined : now;
  }

  /** Writes what a person has chosen in the panel. Rejects where the settings cannot be written. */
  async choose(charts: readonly ChartId[]): Promise<void> {
    this.shown = charts;
    this.writing += 1;
    try {
      await writeSetting(SETTING, charts);
    } finally {
      this.writing -= 1;
    }
  }
}

/** The charts that the settings name, in the order of the catalogue; what is none is left out. */
function readCharts(): readonly ChartId[] {
  const given = vscode.workspace.getConfiguration(CONFIGURATION_SECTION).get<unknown>(SETTING);
  return Array.isArray(given) ? CHARTS.map(({ id }) => id).filter((id) => given.includes(id)) : [];
}
