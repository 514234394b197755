// Building blocks of the page. Text is only ever set as text, never parsed as HTML.

/**
 * Creates an element. `on…` properties are listeners, `vars` custom CSS properties, booleans
 * attributes that are there or not; everything else is an attribute.
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    set(element, name, value);
  }
  append(element, children);
  return element;
}

function set(element, name, value) {
  if (value === undefined || value === null || value === false) {
    return;
  }
  if (name.startsWith('on')) {
    element.addEventListener(name.slice(2), value);
  } else if (name === 'vars') {
    Object.entries(value).forEach(([key, text]) => element.style.setProperty(key, text));
  } else if (name === 'text') {
    element.textContent = value;
  } else if (name === 'value') {
    element.value = value;
  } else {
    element.setAttribute(name, value === true ? '' : String(value));
  }
}

function append(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) {
      element.append(child instanceof Node ? child : document.createTextNode(String(child)));
    }
  }
}

/** Puts new content in the place of the old. */
export function fill(element, ...children) {
  element.replaceChildren();
  append(element, children);
  return element;
}

const SVG = 'http://www.w3.org/2000/svg';

/** Creates an SVG element. */
export function svg(tag, props = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(props)) {
    element.setAttribute(name, String(value));
  }
  append(element, children);
  return element;
}

const ICONS = {
  overview: 'M4 13h4v7H4zM10 4h4v16h-4zM16 9h4v11h-4z',
  estimate: 'M5 3h14v18H5zM8 7h8M8 12h.01M12 12h.01M16 12h.01M8 16h.01M12 16h.01M16 16h.01',
  compare: 'M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 13h7v7h-7z',
  workloads: 'M4 6h16M4 12h16M4 18h10',
  clients: 'm8 7-5 5 5 5M16 7l5 5-5 5',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  warning: 'M12 4 2.5 20h19zM12 10v4.5M12 17h.01',
  close: 'M6 6l12 12M18 6 6 18',
  download: 'M12 4v11M7 11l5 5 5-5M4 20h16',
  back: 'm14 6-6 6 6 6',
  up: 'm6 14 6-6 6 6',
  down: 'm6 10 6 6 6-6',
};

/** Returns a decorative icon. */
export function icon(name) {
  return svg(
    'svg',
    { viewBox: '0 0 24 24', class: 'icon', 'aria-hidden': 'true', focusable: 'false' },
    svg('path', { d: ICONS[name] }),
  );
}

let ids = 0;

/** Returns an id that is new on this page. */
export function newId(prefix) {
  ids += 1;
  return `${prefix}-${ids}`;
}

/** Tells a screen reader something without moving the focus. */
export function announce(text) {
  document.getElementById('announcer').textContent = text;
}

const MOST_TOASTS = 2;

/** Shows a short message that goes away by itself. */
export function toast(text, kind = 'info') {
  const box = h('div', { class: `toast toast-${kind}`, role: kind === 'error' ? 'alert' : 'status' }, text);
  const boxes = document.getElementById('toasts');
  boxes.append(box);
  if (boxes.childElementCount > MOST_TOASTS) {
    boxes.firstElementChild.remove();
  }
  setTimeout(() => box.remove(), kind === 'error' ? 9000 : 5000);
}

/** Calls `action` once the calls have paused for `millis`. */
export function debounce(action, millis) {
  let timer;
  return (...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...args), millis);
  };
}
