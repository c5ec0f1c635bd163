import type { ChartId } from '../src/shared/metrics';
import type { ChartControl } from './chartView';
import type { Dispatch } from './component';
import { displayText } from './displayText';
import { setShown } from './dom';
import { createPicker } from './picker';
import { t } from './l10n';
import { chartTitle } from './chartTitle';

/** Chooses one of the names under which a chart draws what the program tells; hidden where there are not several. */
export function createNamePicker(chart: ChartId, dispatch: Dispatch): ChartControl {
  const picker = createPicker(t('Shown in {0}', chartTitle(chart)), (value) => {
    dispatch({ type: 'chooseName', chart, name: value === ALL ? undefined : value.slice(PREFIX.length) });
  });
  picker.element.classList.add('chart-picker');
  return {
    element: picker.element,
    update({ names, name }) {
      setShown(picker.element, names.length > 1);
      const options = names.map((one) => ({ value: `${PREFIX}${one}`, text: displayText(one) }));
      picker.update([{ value: ALL, text: t('All') }, ...options], name === undefined ? ALL : `${PREFIX}${name}`);
    },
  };
}

/** A program may name its values as it likes; the prefix keeps every name apart from the choice of all. */
const ALL = 'all';
const PREFIX = 'name:';
