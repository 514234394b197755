// Parts that several pages share.

import { ApiError } from './api.js';
import { announce, fill, h, icon, newId } from './dom.js';

/** A box that says what went wrong, in the API's own words, with a way on. */
export function failure(error, retry) {
  const details = error instanceof ApiError ? error.details : [];
  const offline = !(error instanceof ApiError);
  if (offline) {
    console.debug(error);
  }
  return h(
    'div',
    { class: 'notice notice-error', role: 'alert' },
    h('p', {}, offline ? 'The server cannot be reached.' : error.message),
    details.length > 0 && h('ul', {}, details.map((fault) => h('li', {}, `${fault.field}: ${fault.message}`))),
    error.status >= 500 && error.requestId && h('p', { class: 'hint' }, `Request ${error.requestId}`),
    retry && h('button', { type: 'button', class: 'button', onclick: retry }, 'Try again'),
  );
}

/** A page's heading with what stands beside it. */
export function heading(text, lead, ...aside) {
  return h(
    'div',
    { class: 'page-head' },
    h('div', {}, h('h1', {}, text), lead && h('p', { class: 'lead' }, lead)),
    h('div', { class: 'page-aside' }, aside),
  );
}

/** A card with a heading. */
export function card(titleText, { aside, className = '', id } = {}, ...children) {
  const headingId = newId('card');
  return h(
    'section',
    { class: `card ${className}`, 'aria-labelledby': headingId, id },
    h('div', { class: 'card-head' }, h('h2', { id: headingId }, titleText), aside && h('div', { class: 'card-aside' }, aside)),
    children,
  );
}

/** A row of radio buttons that looks like one control. `choices` are `[value, label]`. */
export function segmented(legend, choices, chosen, onChange) {
  const name = newId('segmented');
  return h(
    'fieldset',
    { class: 'segmented' },
    h('legend', { class: 'visually-hidden' }, legend),
    choices.map(([value, label]) =>
      h(
        'label',
        {},
        h('input', { type: 'radio', name, value, checked: value === chosen, onchange: () => onChange(value) }),
        h('span', {}, label),
      ),
    ),
  );
}

/**
 * A table that scrolls by keyboard too. `columns` are `{name, cell(row), numeric, header, area}`. On
 * a phone, one whose columns have an `area` becomes a list: `area` is the cell's place in its grid,
 * and its name stands before it where `labelled` says so.
 */
export function table(caption, columns, rows, { className = '' } = {}) {
  const isList = columns.some((column) => column.area);
  // A grid takes the table's roles away from its elements.
  const role = (name) => (isList ? name : null);
  const head = (column) => h('th', { scope: 'col', role: role('columnheader'), class: column.numeric && 'numeric' }, column.name);
  const cell = (column, row) =>
    h(
      column.header ? 'th' : 'td',
      {
        scope: column.header && 'row',
        role: role(column.header ? 'rowheader' : 'cell'),
        class: [column.numeric && 'numeric', column.area && `area-${column.area}`].filter(Boolean).join(' ') || null,
        'data-label': column.labelled ?? null,
      },
      column.cell(row),
    );
  return h(
    'div',
    { class: `table-scroll ${isList ? 'as-list' : ''} ${className}`, tabindex: '0', role: 'region', 'aria-label': caption },
    h(
      'table',
      { role: role('table') },
      h('caption', { class: 'visually-hidden' }, caption),
      h('thead', { role: role('rowgroup') }, h('tr', { role: role('row') }, columns.map(head))),
      h('tbody', { role: role('rowgroup') }, rows.map((row) => h('tr', { role: role('row') }, columns.map((column) => cell(column, row))))),
    ),
  );
}

/** A button that copies `text()` and says so. */
export function copyButton(text, label = 'Copy') {
  const words = h('span', {}, label);
  const button = h('button', { type: 'button', class: 'button small' }, icon('copy'), words);
  button.addEventListener('click', async () => {
    const done = await copy(text());
    words.textContent = done ? 'Copied' : 'Select and copy by hand';
    announce(done ? 'Copied to the clipboard' : 'The browser does not allow copying');
    setTimeout(() => {
      words.textContent = label;
    }, 2500);
  });
  return button;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

// Plain http on another machine has no clipboard API; a selection still copies there.
function copyBySelection(text) {
  const area = h('textarea', { class: 'visually-hidden', 'aria-hidden': 'true', tabindex: '-1' });
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  return done;
}

/** A block of text to copy. */
export function codeBlock(text, label, { language } = {}) {
  return h(
    'div',
    { class: 'code' },
    h('div', { class: 'code-head' }, h('span', {}, language ?? label), copyButton(() => text)),
    h('pre', { tabindex: '0', role: 'region', 'aria-label': label }, h('code', {}, text)),
  );
}

/** A status as a word with a mark. */
export function badge(status) {
  return h('span', { class: `badge badge-${status}` }, status);
}

/** Warnings of the API. */
export function warningList(warnings) {
  if (!warnings || warnings.length === 0) {
    return null;
  }
  return h(
    'ul',
    { class: 'warnings', 'aria-label': 'Warnings' },
    warnings.map((text) => h('li', {}, icon('warning'), h('span', {}, text))),
  );
}

/** A labelled form field with a hint and room for its error. */
export function field(labelText, control, { hint, name, optional } = {}) {
  const id = control.id || newId('field');
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  control.id = id;
  control.setAttribute('aria-describedby', `${hint ? `${hintId} ` : ''}${errorId}`);
  return h(
    'div',
    { class: 'field', 'data-field': name },
    h('label', { for: id }, labelText, optional && h('span', { class: 'optional' }, ' optional')),
    control.parentWrapper ?? control,
    hint && h('p', { class: 'hint', id: hintId }, hint),
    h('p', { class: 'field-error', id: errorId }),
  );
}

/** Shows the API's faults at their fields; returns those that no field is shown for. */
export function showFaults(form, details) {
  const rest = [];
  for (const place of form.querySelectorAll('[data-field]')) {
    const fault = details.find((each) => each.field === place.dataset.field);
    const control = place.querySelector('input, select, textarea');
    place.querySelector('.field-error').textContent = fault ? fault.message : '';
    if (fault) {
      control.setAttribute('aria-invalid', 'true');
    } else {
      control.removeAttribute('aria-invalid');
    }
  }
  for (const fault of details) {
    if (!form.querySelector(`[data-field="${CSS.escape(fault.field ?? '')}"]`)) {
      rest.push(fault);
    }
  }
  return rest;
}

/** Whether the browser itself finds the fields right; says at each wrong one what it should be. */
export function isComplete(form) {
  const wrong = [...form.querySelectorAll('[data-field] input')].filter((control) => !control.checkValidity());
  showFaults(
    form,
    wrong.map((control) => ({ field: control.closest('[data-field]').dataset.field, message: control.validationMessage })),
  );
  return wrong.length === 0;
}

/** Asks before something that cannot be undone. */
export function confirmDialog(titleText, body, action) {
  return new Promise((resolve) => {
    const titleId = newId('confirm');
    const dialog = h(
      'dialog',
      { class: 'dialog', 'aria-labelledby': titleId },
      h(
        'form',
        { method: 'dialog' },
        h('h2', { id: titleId }, titleText),
        h('p', {}, body),
        h(
          'div',
          { class: 'actions' },
          h('button', { type: 'submit', class: 'button danger', value: 'ok' }, action),
          h('button', { type: 'button', class: 'button', autofocus: true, onclick: () => dialog.close() }, 'Cancel'),
        ),
      ),
    );
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'ok');
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** Tabs with arrow keys. `tabs` are `[label, panel()]`. */
export function tabs(label, entries) {
  const panel = h('div', { class: 'tab-panel', role: 'tabpanel', id: newId('panel') });
  const buttons = entries.map(([name]) =>
    h('button', { type: 'button', role: 'tab', id: newId('tab'), 'aria-controls': panel.id }, name),
  );
  const choose = (index, focus) => {
    buttons.forEach((button, each) => {
      button.setAttribute('aria-selected', String(each === index));
      button.tabIndex = each === index ? 0 : -1;
    });
    panel.setAttribute('aria-labelledby', buttons[index].id);
    fill(panel, entries[index][1]());
    if (focus) {
      buttons[index].focus();
    }
  };
  buttons.forEach((button, index) => {
    button.addEventListener('click', () => choose(index, false));
    button.addEventListener('keydown', (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step) {
        event.preventDefault();
        choose((index + step + buttons.length) % buttons.length, true);
      }
    });
  });
  choose(0, false);
  return h('div', { class: 'tabs' }, h('div', { role: 'tablist', 'aria-label': label, class: 'tab-list' }, buttons), panel);
}

/** Grey bars in the size of what is being loaded. */
export function skeleton(className) {
  return h('div', { class: `skeleton ${className ?? ''}`, 'aria-hidden': 'true' });
}
