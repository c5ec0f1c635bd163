import { element, setAttribute } from './dom';
import { createKeyedList } from './keyedList';
import type { Picker, PickerOption } from './picker';
import { createOption } from './picker';

/** Options under a heading of their own. */
export interface PickerGroup {
  readonly label: string;
  readonly options: readonly PickerOption[];
}

export interface RunPicker {
  readonly element: Picker['element'];
  update(groups: readonly PickerGroup[], selected: string): void;
}

/** A native select with its options in groups; a group without options does not show. Updated in place. */
export function createRunPicker(label: string, onPick: (value: string) => void): RunPicker {
  const select = element('select', { class: 'picker', attributes: { 'aria-label': label, title: label } });
  select.addEventListener('change', () => {
    onPick(select.value);
  });
  const list = createKeyedList<PickerGroup>(select, (group) => group.label, createGroup);
  return {
    element: select,
    update(groups, selected) {
      list.update(groups.filter(({ options }) => options.length > 0));
      if (select.value !== selected) select.value = selected;
    },
  };
}

function createGroup({ label }: PickerGroup): { readonly element: HTMLElement; update(group: PickerGroup): void } {
  const group = element('optgroup');
  setAttribute(group, 'label', label);
  const list = createKeyedList<PickerOption>(group, ({ value }) => value, createOption);
  return {
    element: group,
    update: ({ options }) => {
      list.update(options);
    },
  };
}
