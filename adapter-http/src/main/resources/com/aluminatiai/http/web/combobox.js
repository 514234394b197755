// A text field with a list to choose from, after the ARIA authoring practices (list autocomplete).

import { fill, h, newId } from './dom.js';

const SHOWN = 60;

/**
 * Creates a combobox. `options` are `{value, label, note, search}`, or a function that promises them
 * and is asked again while they fail; `onChange` gets the value, which is '' for an empty field and the text itself for what is not in the list.
 */
export function combobox({ options, value = '', placeholder = '', onChange, id = newId('combo'), label, required }) {
  const listId = `${id}-list`;
  const input = h('input', {
    id,
    type: 'text',
    role: 'combobox',
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': listId,
    placeholder,
    required,
  });
  const list = h('ul', { id: listId, role: 'listbox', 'aria-label': label, class: 'combo-list', hidden: true });
  const wrapper = h('div', { class: 'combo' }, input, list);
  const state = { all: [], shown: [], active: -1, value };

  const write = (chosen) => {
    state.value = chosen;
    input.value = state.all.find((option) => option.value === chosen)?.label ?? chosen;
  };
  const close = () => {
    list.hidden = true;
    state.active = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };
  const choose = (chosen) => {
    write(chosen);
    close();
    onChange?.(chosen);
  };
  const activate = (index) => {
    state.active = index;
    [...list.children].forEach((item, each) => item.setAttribute('aria-selected', String(each === index)));
    const item = list.children[index];
    if (item) {
      input.setAttribute('aria-activedescendant', item.id);
      item.scrollIntoView({ block: 'nearest' });
    } else {
      input.removeAttribute('aria-activedescendant');
    }
  };
  const open = (text) => {
    state.shown = matching(state.all, text).slice(0, SHOWN);
    fill(
      list,
      state.shown.map((option, index) =>
        h(
          'li',
          {
            id: `${listId}-${index}`,
            role: 'option',
            'aria-selected': 'false',
            onmousedown: (event) => {
              event.preventDefault();
              choose(option.value);
            },
          },
          h('span', {}, option.label),
          option.note && h('span', { class: 'combo-note' }, option.note),
        ),
      ),
    );
    list.hidden = state.shown.length === 0;
    input.setAttribute('aria-expanded', String(!list.hidden));
    activate(-1);
  };
  const settle = () => {
    const text = input.value.trim();
    const known = state.all.find((option) => option.label.toLowerCase() === text.toLowerCase());
    const next = known ? known.value : text;
    close();
    if (next !== state.value) {
      choose(next);
    }
  };
  const keys = {
    ArrowDown: () => (list.hidden ? open('') : activate(Math.min(state.active + 1, state.shown.length - 1))),
    ArrowUp: () => !list.hidden && activate(Math.max(state.active - 1, 0)),
    Enter: () => (list.hidden ? settle() : choose(state.shown[state.active]?.value ?? state.shown[0].value)),
    Escape: () => {
      write(state.value);
      close();
    },
  };

  input.addEventListener('input', () => open(input.value));
  input.addEventListener('click', () => list.hidden && open(''));
  input.addEventListener('focus', () => {
    input.select();
    if (state.all.length === 0) {
      load();
    }
  });
  input.addEventListener('blur', settle);
  input.addEventListener('keydown', (event) => {
    if (keys[event.key] && !(event.key === 'Escape' && list.hidden)) {
      event.preventDefault();
      keys[event.key]();
    }
  });
  // Without a list the field still takes any text; the next focus asks for the list again.
  const load = async () => {
    try {
      state.all = typeof options === 'function' ? await options() : options;
    } catch {
      return;
    }
    if (document.activeElement !== input) {
      write(state.value);
    }
  };
  load();
  write(value);
  input.parentWrapper = wrapper;
  return { input, wrapper, get: () => state.value, set: write };
}

function matching(all, text) {
  const parts = text.toLowerCase().split(/[\s_-]+/).filter(Boolean);
  if (parts.length === 0) {
    return all;
  }
  const found = all.filter((option) => parts.every((part) => option.search.includes(part)));
  const first = parts.join(' ');
  return found.sort((a, b) => rank(a, first) - rank(b, first));
}

function rank(option, text) {
  const label = option.label.toLowerCase();
  return label === text ? 0 : label.includes(text) ? 1 : 2;
}
