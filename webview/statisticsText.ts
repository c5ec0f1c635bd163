import { metricOf } from '../src/shared/metrics';
import { quantityOf, type Quantity } from '../src/shared/units';
import { cellTexts, FIGURES, TITLES, type FigureRow } from './statisticsRows';
import { t } from './l10n';

/**
 * The rows for a spreadsheet: lines of values between tabs, under their titles. Numbers are in the base unit, which has
 * a column of its own; a value that is not known is empty.
 */
export function statisticsTsv(rows: readonly FigureRow[]): string {
  const [metric, ...others] = TITLES;
  const lines = rows.map((row) => {
    const { latest, statistics } = row;
    const figures = FIGURES.map(({ figure }) => statistics[figure]);
    const unit = baseUnit(quantityOf(metricOf(row.metric)));
    return [row.title, unit, ...[latest, ...figures, statistics.sum, statistics.count].map((value) => value ?? '')];
  });
  return [[metric, t('Unit'), ...others], ...lines].map((line) => line.join('\t')).join('\n') + '\n';
}

/** The rows as a table of Markdown, as they are shown. */
export function statisticsMarkdown(rows: readonly FigureRow[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const ruler = TITLES.map((_, index) => (index === 0 ? '---' : '---:'));
  return [TITLES, ruler, ...rows.map((row) => [row.title, ...cellTexts(row)])].map(line).join('\n') + '\n';
}

function baseUnit(quantity: Quantity): string {
  switch (quantity) {
    case 'cores':
      return 'cores';
    case 'bytes':
      return 'B';
    case 'bytesPerSecond':
      return 'B/s';
    case 'seconds':
      return 's';
    case 'perSecond':
      return '1/s';
    case 'count':
    case 'ratio':
      return '1';
  }
}
