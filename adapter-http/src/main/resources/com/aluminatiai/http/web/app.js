// The frame around the pages: navigation, theme, and the key of a protected server.

import { onKeyNeeded, storedKey, storeKey } from './api.js';
import { fill, h, icon } from './dom.js';
import { failure } from './ui.js';
import { overview } from './overview.js';
import { estimate } from './estimate.js';
import { compare } from './compare.js';
import { workloads } from './workloads.js';
import { workload } from './workload.js';
import { clients } from './clients.js';

const PAGES = [
  { path: '/', name: 'Overview', icon: 'overview', show: overview },
  { path: '/estimate', name: 'Estimate', icon: 'estimate', show: estimate },
  { path: '/compare', name: 'Compare', icon: 'compare', show: compare },
  { path: '/workloads', name: 'Workloads', icon: 'workloads', show: workloads },
  { path: '/clients', name: 'Clients', icon: 'clients', show: clients },
];

const main = document.getElementById('main');
let leaving = new AbortController();
let isFirst = true;

function route() {
  const [path, query] = (location.hash.slice(1) || '/').split('?');
  const one = path.match(/^\/workloads\/([^/]+)$/);
  if (one) {
    return { page: PAGES[3], name: 'Workload', show: workload, params: { id: decodeURIComponent(one[1]) } };
  }
  const page = PAGES.find((known) => known.path === path);
  if (!page) {
    return { page: null, name: 'No such page', show: missing, params: {} };
  }
  return { page, name: page.name, show: page.show, params: Object.fromEntries(new URLSearchParams(query)) };
}

async function missing(root) {
  fill(
    root,
    h('div', { class: 'page-head' }, h('h1', {}, 'No such page')),
    h('div', { class: 'card empty' }, h('p', {}, 'The address may be mistyped or old.'), h('a', { class: 'button', href: '#/' }, 'Go to the overview')),
  );
}

async function go() {
  leaving.abort();
  leaving = new AbortController();
  const { signal } = leaving;
  const { page, name, show, params } = route();
  document.title = `${name} · AluminatiAI`;
  markCurrent(page);
  if (!isFirst) {
    window.scrollTo(0, 0);
    main.focus({ preventScroll: true });
  }
  isFirst = false;
  // What a page that was left still has to say goes into a root that nobody sees.
  const root = h('div', { class: 'page' });
  fill(main, root);
  try {
    await show(root, params, signal);
  } catch (error) {
    if (!signal.aborted) {
      fill(root, h('div', { class: 'page-head' }, h('h1', {}, name)), failure(error, go));
    }
  }
}

function markCurrent(page) {
  for (const link of document.querySelectorAll('#nav a')) {
    if (page && link.getAttribute('href') === `#${page.path}`) {
      link.setAttribute('aria-current', 'page');
    } else {
      link.removeAttribute('aria-current');
    }
  }
}

function navigation() {
  fill(
    document.getElementById('nav'),
    h(
      'ul',
      {},
      PAGES.map((page) =>
        h('li', {}, h('a', { href: `#${page.path}` }, icon(page.icon), h('span', {}, page.name))),
      ),
    ),
  );
}

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
}

function theme() {
  const button = document.getElementById('theme');
  const label = () => {
    button.textContent = isDark() ? 'Light theme' : 'Dark theme';
  };
  const changed = () => {
    label();
    document.dispatchEvent(new CustomEvent('themechange'));
  };
  button.addEventListener('click', () => {
    const next = isDark() ? 'light' : 'dark';
    document.documentElement.dataset.theme = next;
    try {
      localStorage.setItem('aluminatiai.theme', next);
    } catch {
      // The choice then lasts as long as the page.
    }
    changed();
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', changed);
  label();
}

function keys() {
  const forget = document.getElementById('forget-key');
  const refresh = () => {
    forget.hidden = storedKey() === null;
  };
  forget.addEventListener('click', () => {
    storeKey(null);
    location.reload();
  });
  onKeyNeeded(async () => {
    const key = await keyDialog(storedKey() !== null);
    setTimeout(refresh, 0);
    return key;
  });
  refresh();
}

function keyDialog(wasRefused) {
  return new Promise((resolve) => {
    const input = h('input', {
      id: 'api-key',
      type: 'password',
      autocomplete: 'off',
      spellcheck: 'false',
      required: true,
      'aria-describedby': 'api-key-hint',
    });
    const dialog = h(
      'dialog',
      { class: 'dialog', 'aria-labelledby': 'api-key-title' },
      h(
        'form',
        { method: 'dialog' },
        h('h2', { id: 'api-key-title' }, 'This server needs an API key'),
        wasRefused && h('p', { class: 'field-error', role: 'alert' }, 'The key was not accepted.'),
        h('div', { class: 'field' }, h('label', { for: 'api-key' }, 'API key'), input),
        h(
          'p',
          { id: 'api-key-hint', class: 'hint' },
          'It stays in this tab and is forgotten when the tab closes. Keys are made with ',
          h('code', {}, 'keys create'),
          ' on the server.',
        ),
        h(
          'div',
          { class: 'actions' },
          h('button', { type: 'submit', class: 'button primary', value: 'ok' }, 'Use this key'),
          h('button', { type: 'button', class: 'button', onclick: () => dialog.close() }, 'Not now'),
        ),
      ),
    );
    dialog.addEventListener('close', () => {
      const key = dialog.returnValue === 'ok' ? input.value.trim() : '';
      dialog.remove();
      resolve(key === '' ? null : key);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

// A jump within the page must not look like a change of page.
function skipLink() {
  document.querySelector('.skip').addEventListener('click', (event) => {
    event.preventDefault();
    main.focus();
  });
}

navigation();
skipLink();
theme();
keys();
window.addEventListener('hashchange', go);
go();
