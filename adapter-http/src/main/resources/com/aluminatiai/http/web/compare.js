// The same work on other accelerators and in other regions.

import { ApiError, call, isAbort } from './api.js';
import { combobox } from './combobox.js';
import { gpuChoices, regionChoices, regions } from './catalogues.js';
import { bodyOf, draftFields, loadDraft } from './draft.js';
import { debounce, fill, h, icon, newId } from './dom.js';
import { aligned, dollars, METRICS, percent, withUnit } from './format.js';
import { card, failure, heading, isComplete, segmented, showFaults, skeleton, table } from './ui.js';

const STORE = 'aluminatiai.compare';
const START = {
  gpus: ['H100', 'H200', 'B200', 'A100 80GB', 'L40S', 'MI300X'],
  regions: ['FR', 'SE', 'DE', 'US-CA', 'US-VA', 'IN'],
  sortBy: 'carbon_kg',
};

function load() {
  try {
    return JSON.parse(sessionStorage.getItem(STORE)) ?? structuredClone(START);
  } catch {
    return structuredClone(START);
  }
}

function save(choice) {
  try {
    sessionStorage.setItem(STORE, JSON.stringify(choice));
  } catch {
    // Then it is gone with the page.
  }
}

/** Shows the page. */
export async function compare(root, params, signal) {
  const draft = loadDraft();
  const choice = load();
  const result = h('div', { class: 'result', 'aria-busy': 'true' }, skeleton('tall'));
  const form = h('form', { class: 'card form', novalidate: true, 'aria-label': 'What to compare', onsubmit: (event) => event.preventDefault() });
  let running = new AbortController();

  const refresh = async () => {
    running.abort();
    running = new AbortController();
    save(choice);
    await show({ draft, choice, form, result, refresh }, AbortSignal.any([signal, running.signal]));
  };
  const later = debounce(refresh, 300);
  const fields = draftFields(draft, later);
  const sort = segmented('Compare by', Object.entries(METRICS).map(([value, metric]) => [value, metric.name]), choice.sortBy, (value) => {
    choice.sortBy = value;
    refresh();
  });
  const title = heading('Compare', 'The same work elsewhere: what would make it less.', sort);
  fill(root, title, h('div', { class: 'two-columns' }, skeleton('tall'), skeleton('tall')));
  // The names of what is compared are there from the start: nothing moves when they come.
  const [gpuOptions, regionOptions] = await Promise.all([gpuChoices().catch(() => []), regionChoices().catch(() => [])]);
  form.append(
    h('h2', {}, 'The work'),
    ...fields.basic,
    h('h2', {}, 'Against'),
    chips('GPUs to compare', 'Add a GPU', gpuOptions, choice.gpus, later),
    chips('Regions to compare', 'Add a region', regionOptions, choice.regions, later),
  );
  fill(root, title, h('div', { class: 'two-columns' }, form, result));
  await refresh();
}

function chips(label, addLabel, options, values, onChange) {
  const list = h('ul', { class: 'chips', 'aria-label': label });
  const id = newId('add');
  const picker = combobox({
    options,
    id,
    label,
    placeholder: 'Search …',
    onChange: (value) => {
      if (value !== '' && !values.includes(value) && values.length < 100) {
        values.push(value);
        draw();
        onChange();
      }
      picker.set('');
    },
  });
  const nameOf = (value) => options.find((option) => option.value === value)?.label ?? value;
  const draw = () =>
    fill(
      list,
      values.map((value) =>
        h(
          'li',
          {},
          h('span', {}, nameOf(value)),
          h(
            'button',
            {
              type: 'button',
              'aria-label': `Remove ${nameOf(value)}`,
              onclick: () => {
                values.splice(values.indexOf(value), 1);
                draw();
                picker.input.focus();
                onChange();
              },
            },
            icon('close'),
          ),
        ),
      ),
    );
  draw();
  return h('div', { class: 'field' }, h('label', { for: id }, addLabel), picker.wrapper, list);
}

async function show({ draft, choice, form, result, refresh }, signal) {
  if (!isComplete(form)) {
    fill(result, h('div', { class: 'card empty' }, h('p', {}, 'The comparison appears when the marked fields are right.')));
    return;
  }
  result.setAttribute('aria-busy', 'true');
  const { method, ...work } = bodyOf(draft);
  const body = { workload: work, sort_by: choice.sortBy };
  if (choice.gpus.length > 0) {
    body.gpu_types = choice.gpus;
  }
  if (choice.regions.length > 0) {
    body.regions = choice.regions;
  }
  try {
    const [answer, known] = await Promise.all([call('POST', '/api/estimates/compare', { body, signal }), regions().catch(() => [])]);
    const names = new Map(known.map((region) => [region.code, region.name]));
    showFaults(form, []);
    fill(result, picture(answer, choice.sortBy, (code) => names.get(code) ?? code), ranked(answer, choice.sortBy, (code) => names.get(code) ?? code));
  } catch (error) {
    if (isAbort(error) || signal.aborted) {
      return;
    }
    showFaultsOf(error, { form, result, refresh });
  }
  result.setAttribute('aria-busy', 'false');
}

function showFaultsOf(error, { form, result, refresh }) {
  if (error instanceof ApiError && error.status === 404) {
    fill(result, h('div', { class: 'card empty' }, h('p', {}, 'This server does not compare.')));
    return;
  }
  const details = error instanceof ApiError ? error.details.map((fault) => ({ ...fault, field: String(fault.field).replace(/^workload\./, '') })) : [];
  showFaults(form, details);
  fill(result, failure(error, refresh));
}

const ACCOUNTINGS = {
  life_cycle: 'life cycle',
  direct: 'direct emissions',
  consumption: 'direct emissions, as delivered',
  operational_google: 'operational, by Google',
};

const HERE = '';
const RANKED_FIRST = 12;

function picture(answer, metric, regionName) {
  const rows = unique(answer.alternatives.map(deviceOf));
  const columns = unique(answer.alternatives.map((cell) => cell.region ?? HERE));
  const cells = new Map(answer.alternatives.map((cell) => [`${deviceOf(cell)}|${cell.region ?? HERE}`, cell]));
  const values = answer.alternatives.filter((cell) => cell.fits_in_memory !== false).map((cell) => cell[metric].best);
  const least = Math.min(...values);
  const most = Math.max(...values);
  // The eye reads ratios here: from the best to the worst figure is often a factor of ten and more.
  const heat = (value) => (most > least && least > 0 ? Math.log(value / least) / Math.log(most / least) : 0);
  const cell = (gpu, region) => {
    const one = cells.get(`${gpu}|${region}`);
    return one ? heatCell(one, metric, heat) : h('td', { class: 'heat-none' }, '–');
  };
  return card(
    `${METRICS[metric].name} in ${METRICS[metric].unit}, best figure`,
    { aside: h('span', { class: 'heat-legend', 'aria-hidden': 'true' }, 'less', h('span', {}), 'more') },
    h(
      'div',
      { class: 'table-scroll', tabindex: '0', role: 'region', 'aria-label': 'Heat map' },
      h(
        'table',
        { class: 'heat' },
        h('caption', { class: 'visually-hidden' }, `${METRICS[metric].name} by GPU and region`),
        h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'GPU'), columns.map((code) => h('th', { scope: 'col', class: 'numeric' }, code === HERE ? 'Here' : regionName(code))))),
        h('tbody', {}, rows.map((gpu) => h('tr', {}, h('th', { scope: 'row' }, gpu), columns.map((region) => cell(gpu, region))))),
      ),
    ),
    answer.alternatives.some((one) => one.fits_in_memory === false) && h('p', { class: 'hint' }, 'Hatched: the weights do not fit in the memory of that many GPUs.'),
    metric === 'carbon_kg' && kindsOf(answer).length > 1 && h('p', { class: 'hint' }, 'Grids that are counted in another way than the others come last and are not held against them.'),
  );
}

function heatCell(one, metric, heat) {
  const fits = one.fits_in_memory !== false;
  return h(
    'td',
    { class: `numeric ${fits ? 'heat-cell' : 'heat-misfit'}`, vars: { '--heat': `${Math.round(heat(one[metric].best) * 100)}%` } },
    columnOf(metric)(one[metric].best),
    !fits && h('span', { class: 'visually-hidden' }, ' does not fit in memory'),
  );
}

/** Two slices of one card are two rows. */
function deviceOf(cell) {
  return cell.gpu_fraction === undefined ? cell.gpu : `${cell.gpu}, ${percent(100 * cell.gpu_fraction)} of it`;
}

function kindsOf(answer) {
  return unique(answer.alternatives.map((cell) => cell.accounting).filter(Boolean));
}

function unique(values) {
  return [...new Set(values)];
}

function ranked(answer, metric, regionName) {
  const { baseline } = answer;
  const saved = (name) => ({
    name: ['Saves', h('span', { class: 'sub' }, METRICS[name].unit)],
    numeric: true,
    area: name.replace('_', '-'),
    labelled: METRICS[name].unit,
    cell: (row) => saving(name, baseline[name].best - row[name].best),
  });
  const rows = (count) =>
    table(
      'Alternatives, best first',
      [
        { name: '#', numeric: true, area: 'place', cell: (row) => answer.alternatives.indexOf(row) + 1 },
        { name: 'GPU', header: true, area: 'name', cell: (row) => [h('span', { class: 'nowrap' }, `${row.num_gpus} × ${deviceOf(row)}`), notes(row, baseline)] },
        { name: 'Region', area: 'region', cell: (row) => [row.region ? regionName(row.region) : 'Same', metric === 'carbon_kg' && counted(row)] },
        {
          name: [METRICS[metric].name, h('span', { class: 'sub' }, METRICS[metric].unit)],
          numeric: true,
          area: 'figure',
          labelled: METRICS[metric].unit,
          cell: (row) => [columnOf(metric)(row[metric].best), h('span', { class: 'sub' }, `${columnOf(metric)(row[metric].low)} – ${columnOf(metric)(row[metric].high)}`)],
        },
        { name: 'Saving', numeric: true, area: 'saving', cell: (row) => percent(row.saving_pct.best) },
        saved('kwh'),
        saved('carbon_kg'),
        saved('cost_usd'),
      ],
      answer.alternatives.slice(0, count),
      { className: 'ranked' },
    );
  const holder = h('div', {}, rows(RANKED_FIRST));
  const more = answer.alternatives.length > RANKED_FIRST && h('button', { type: 'button', class: 'button small' }, `Show all ${answer.alternatives.length}`);
  if (more) {
    more.addEventListener('click', () => {
      fill(holder, rows(answer.alternatives.length));
      holder.firstElementChild.focus();
      more.remove();
    });
  }
  return card(
    'Ranked',
    { aside: h('span', { class: 'tag' }, `As stated: ${withUnit(metric, baseline[metric].best)}`) },
    holder,
    more,
  );
}

/** How the grid is counted, and the other figure beside it. */
function counted(row) {
  const other = row.counted_otherwise;
  const beside = other ? `; ${ACCOUNTINGS[other.accounting]}: ${withUnit('carbon_kg', other.carbon_kg.best)}` : '';
  return row.accounting && h('span', { class: 'sub' }, `${ACCOUNTINGS[row.accounting]}${beside}`);
}

function columnOf(metric) {
  return metric === 'cost_usd' ? dollars : aligned;
}

function saving(metric, value) {
  return h('span', { class: value > 0 ? 'good' : value < 0 ? 'bad' : '' }, columnOf(metric)(value));
}

function notes(row, baseline) {
  return [
    row.fits_in_memory === false && h('span', { class: 'sub bad' }, 'does not fit in memory'),
    hours(row.duration_hours) !== hours(baseline.duration_hours) && h('span', { class: 'sub' }, `${hours(row.duration_hours)} by its throughput`),
    row.distinguishable === false && h('span', { class: 'sub' }, 'within the uncertainty'),
  ];
}

function hours(value) {
  return `${value >= 10 ? Math.round(value) : Math.round(value * 100) / 100} h`;
}
