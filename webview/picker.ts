import { element, setText } from './dom';
import { createKeyedList, type ItemView } from './keyedList';

export interface PickerOption {
  readonly value: string;
  readonly text: string;
}

export interface Picker {
  readonly element: HTMLSelectElement;
  update(options: readonly PickerOption[], selected: string): void;
}

/** A native select, which keyboards and screen readers know; its options are updated in place while it may be open. */
export function createPicker(label: string, onPick: (value: string) => void): Picker {
  const select = element('select', { class: 'picker', attributes: { 'aria-label': label, title: label } });
  select.addEventListener('change', () => {
    onPick(select.value);
  });
  const list = createKeyedList<PickerOption>(select, (option) => option.value, createOption);
  return {
    element: select,
    update(options, selected) {
      list.update(options);
      if (select.value !== selected) select.value = selected;
    },
  };
}

/** The view of one option. */
export function createOption({ value }: PickerOption): ItemView<PickerOption> {
  const option = element('option', { attributes: { value } });
  return {
    element: option,
    update: ({ text }) => {
      setText(option, text);
    },
  };
}
