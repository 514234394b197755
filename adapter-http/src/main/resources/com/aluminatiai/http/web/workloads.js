// The list of workloads: filters, pages by cursor, export.

import { call, offers, queryOf, storedKey } from './api.js';
import { combobox } from './combobox.js';
import { gpuChoices } from './catalogues.js';
import { select, TYPES } from './draft.js';
import { debounce, fill, h, icon, newId, toast } from './dom.js';
import { aligned, dollars, exact, moment, title, words } from './format.js';
import { badge, failure, field, heading, skeleton } from './ui.js';

const PAGE_SIZE = 25;

/** The states of a workload. */
export const STATES = ['submitted', 'running', 'completed', 'failed'];

/** Shows the page. */
export async function workloads(root, params, signal) {
  const filters = { ...params };
  const cursors = [null];
  const holder = h('div', { class: 'list', 'aria-busy': 'true' }, skeleton('tall'));
  const exports = h('div', { class: 'exports' });

  const refresh = async () => {
    await show({ holder, filters, cursors, refresh }, signal);
  };
  const filtered = () => {
    history.replaceState(null, '', `#/workloads${queryOf(filters)}`);
    cursors.length = 1;
    showExports(exports, filters);
    refresh();
  };
  fill(
    root,
    heading('Workloads', 'Last stored first.', h('a', { class: 'button primary', href: '#/estimate' }, 'New workload')),
    filterBar(filters, filtered, signal),
    exports,
    holder,
  );
  showExports(exports, filters);
  await refresh();
}

function filterBar(filters, filtered, signal) {
  const change = (name) => (value) => {
    if ((filters[name] ?? '') !== value) {
      filters[name] = value;
      filtered();
    }
  };
  const gpu = combobox({ options: gpuChoices, label: 'GPUs', placeholder: 'Any', value: filters.gpu_type ?? '', onChange: change('gpu_type') });
  const projects = h('datalist', { id: newId('projects') });
  const changeProject = debounce((event) => change('project')(event.target.value), 400);
  const project = h('input', { type: 'text', list: projects.id, placeholder: 'Any', maxlength: 100, value: filters.project ?? '', oninput: changeProject });
  const day = (name) => h('input', { type: 'date', value: filters[name] ?? '', onchange: (event) => change(name)(event.target.value) });
  nameProjects(projects, signal);
  return h(
    'form',
    { class: 'filters', role: 'search', 'aria-label': 'Filter workloads', onsubmit: (event) => event.preventDefault() },
    field('Status', select(filters.status, [['', 'Any'], ...STATES.map((state) => [state, title(state)])], change('status'))),
    field('GPU', gpu.input),
    field('Project', project),
    projects,
    field('Type', select(filters.workload_type, [['', 'Any'], ...TYPES.map((type) => [type, title(type)])], change('workload_type'))),
    field('Stored from', day('from')),
    field('Stored until', day('until')),
  );
}

async function nameProjects(list, signal) {
  try {
    const { groups } = await call('GET', '/api/summary', { query: { group_by: 'project' }, signal });
    fill(list, groups.filter((group) => group.key).map((group) => h('option', { value: group.key })));
  } catch {
    // Then the project is typed without suggestions.
  }
}

// Days are whole days of the browser's zone; the API takes moments.
function apiFilters({ from, until, ...filters }) {
  const start = (day, plus) => {
    const [year, month, date] = day.split('-').map(Number);
    return new Date(year, month - 1, date + plus).toISOString();
  };
  return { ...filters, created_after: from && start(from, 0), created_before: until && start(until, 1) };
}

async function show({ holder, filters, cursors, refresh }, signal) {
  holder.setAttribute('aria-busy', 'true');
  try {
    const page = await call('GET', '/api/workloads', { query: { ...apiFilters(filters), limit: PAGE_SIZE, cursor: cursors.at(-1) }, signal });
    if (page.workloads.length === 0) {
      fill(holder, nothing(filters));
    } else {
      fill(holder, list(page.workloads), paging(page, cursors, refresh));
    }
  } catch (error) {
    if (!signal.aborted) {
      fill(holder, failure(error, refresh));
    }
  }
  holder.setAttribute('aria-busy', 'false');
}

function nothing(filters) {
  const isFiltered = Object.values(filters).some((value) => value);
  return h(
    'div',
    { class: 'card empty' },
    h('p', {}, isFiltered ? 'No workload matches these filters.' : 'No workload yet.'),
    isFiltered ? h('a', { class: 'button', href: '#/workloads' }, 'Clear the filters') : h('a', { class: 'button', href: '#/' }, 'Get started'),
  );
}

const COLUMNS = [
  { name: 'Started', wide: true, cell: (row) => moment(row.workload.started_at ?? row.created_at) },
  { name: 'Work', header: true, cell: (row) => [
    h('a', { href: `#/workloads/${row.id}` }, `${exact(row.workload.num_gpus)} × ${row.workload.gpu_type}`),
    h('span', { class: 'sub narrow-only' }, moment(row.workload.started_at ?? row.created_at)),
  ] },
  { name: 'Hours', numeric: true, wide: true, cell: (row) => exact(row.workload.duration_hours) },
  { name: 'Project', wide: true, cell: (row) => row.workload.project ?? '' },
  { name: 'Type', wide: true, cell: (row) => (row.workload.workload_type ? words(row.workload.workload_type) : '') },
  { name: 'Status', cell: (row) => badge(row.status) },
  { name: 'kWh', numeric: true, cell: (row) => aligned(row.estimates.kwh) },
  { name: 'kg CO₂e', numeric: true, cell: (row) => aligned(row.estimates.carbon_kg) },
  { name: 'USD', numeric: true, wide: true, cell: (row) => dollars(row.estimates.cost_usd) },
  { name: 'Measured kWh', numeric: true, wide: true, cell: (row) => (row.measured_kwh === undefined || row.measured_kwh === null ? '' : aligned(row.measured_kwh)) },
];

function list(rows) {
  const className = (column) => [column.numeric && 'numeric', column.wide && 'wide-only'].filter(Boolean).join(' ') || null;
  return h(
    'div',
    { class: 'card flush table-scroll', tabindex: '0', role: 'region', 'aria-label': 'Workloads' },
    h(
      'table',
      { class: 'rows' },
      h('caption', { class: 'visually-hidden' }, 'Workloads, last stored first'),
      h('thead', {}, h('tr', {}, COLUMNS.map((column) => h('th', { scope: 'col', class: className(column) }, column.name)))),
      h(
        'tbody',
        {},
        rows.map((row) =>
          h(
            'tr',
            {},
            COLUMNS.map((column) =>
              column.header ? h('th', { scope: 'row' }, column.cell(row)) : h('td', { class: className(column) }, column.cell(row)),
            ),
          ),
        ),
      ),
    ),
  );
}

function paging(page, cursors, refresh) {
  const button = (label, enabled, action) =>
    h('button', { type: 'button', class: 'button', disabled: !enabled, onclick: async () => {
      action();
      await refresh();
      document.getElementById('main').focus();
    } }, label);
  return h(
    'nav',
    { class: 'paging', 'aria-label': 'Pages of the list' },
    button('Newer', cursors.length > 1, () => cursors.pop()),
    h('span', {}, `Page ${cursors.length}`),
    button('Older', Boolean(page.next_cursor), () => cursors.push(page.next_cursor)),
  );
}

async function showExports(holder, filters) {
  if (!(await offers('GET', '/api/workloads/export'))) {
    return;
  }
  const link = (format, label) => {
    const address = `api/workloads/export${queryOf({ ...apiFilters(filters), format })}`;
    return h('a', { class: 'button small', href: address, download: `workloads.${format}`, onclick: (event) => download(event, address, format) }, icon('download'), label);
  };
  fill(holder, h('span', {}, 'Export what is filtered:'), link('csv', 'CSV'), link('ndjson', 'NDJSON'));
}

// A link carries no key: with one, the file is fetched and handed over.
async function download(event, address, format) {
  if (storedKey() === null) {
    return;
  }
  event.preventDefault();
  try {
    const response = await call('GET', `/${address}`, { raw: true });
    const url = URL.createObjectURL(await response.blob());
    h('a', { href: url, download: `workloads.${format}` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  } catch (error) {
    toast(error.message, 'error');
  }
}
