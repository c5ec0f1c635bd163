import * as vscode from 'vscode';
import { CHARTS, type ChartId } from '../shared/metrics';
import { CONFIGURATION_SECTION } from './ids';
import { writeSetting } from './settings';

const SETTING = 'panel.charts';

/**
 * Which charts a panel shows, as the settings say. What its person has just chosen there is told back to it only once it
 * is written: an older choice that is still being written would undo a newer one. It must be told then, for a picture
 * that was on its way to the panel while the person chose has undone the choice there.
 */
export class ChartChoice {
  /** Undefined where the panel may show something else. */
  private shown: readonly ChartId[] | undefined;
  private writing = 0;

  /** What the settings say, for a panel that knows nothing yet. */
  take(): readonly ChartId[] {
    if (this.writing === 0 || this.shown === undefined) this.shown = readCharts();
    return this.shown;
  }

  /** What the settings say where it is not what the panel shows. */
  takeChanged(): readonly ChartId[] | undefined {
    const before = this.shown;
    const now = this.take();
    const isSame = now.length === before?.length && now.every((chart, index) => chart === before[index]);
    return isSame ? undefined : now;
  }

  /** Writes what a person has chosen in the panel. Rejects where the settings cannot be written. */
  async choose(charts: readonly ChartId[]): Promise<void> {
    this.shown = charts;
    this.writing += 1;
    try {
      await writeSetting(SETTING, charts);
    } finally {
      this.writing -= 1;
      if (this.writing === 0) this.shown = undefined;
    }
  }
}

/** The charts that the settings name, in the order of the catalogue; what is none is left out. */
function readCharts(): readonly ChartId[] {
  const given = vscode.workspace.getConfiguration(CONFIGURATION_SECTION).get<unknown>(SETTING);
  return Array.isArray(given) ? CHARTS.map(({ id }) => id).filter((id) => given.includes(id)) : [];
}
