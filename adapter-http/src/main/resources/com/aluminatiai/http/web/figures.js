// An estimate as figures, a picture, a formula and its assumptions.

import { h } from './dom.js';
import { exact, METRICS, figure, number, percent, rough, usd, withUnit, words } from './format.js';
import { rangePicture } from './charts.js';
import { table } from './ui.js';

const METRIC_NAMES = ['kwh', 'carbon_kg', 'cost_usd'];

/** The three headline figures. */
export function headline(estimates) {
  return h(
    'dl',
    { class: 'headline' },
    METRIC_NAMES.map((metric) => {
      const { text, unit } = figure(metric, estimates[metric]);
      return h('div', {}, h('dt', {}, METRICS[metric].name), h('dd', {}, text, unit && h('span', { class: 'unit' }, ` ${unit}`)));
    }),
  );
}

/** The ranges of all three figures. */
export function ranges(estimates, measuredKwh) {
  const calibrated = estimates.calibrated;
  return h(
    'div',
    { class: 'ranges' },
    METRIC_NAMES.map((metric) =>
      h(
        'div',
        {},
        h('h3', {}, METRICS[metric].name),
        rangePicture(metric, {
          range: calibrated?.[metric],
          headline: estimates[metric],
          measured: metric === 'kwh' ? measuredKwh : undefined,
        }),
      ),
    ),
  );
}

/** The formula with the numbers filled in. */
export function formula(estimates, work, explanation) {
  const steps = estimates.calculation_method === 'fallback' ? fallbackEnergy(estimates, work) : calibratedEnergy(estimates, work, explanation);
  const a = estimates.assumptions;
  const lines = [
    steps && line('Energy', steps, withUnit('kwh', estimates.kwh)),
    line('Carbon', `${number(estimates.kwh)} kWh × ${exact(a.grid_kg_per_kwh)} kg/kWh`, withUnit('carbon_kg', estimates.carbon_kg)),
    line('Cost', `${number(estimates.kwh)} kWh × ${exact(a.usd_per_kwh)} USD/kWh`, usd(estimates.cost_usd)),
  ];
  return h('dl', { class: 'formula' }, lines);
}

function line(name, left, right) {
  return h('div', {}, h('dt', {}, name), h('dd', {}, h('span', {}, left), ' ', h('strong', {}, `= ${right}`)));
}

function fallbackEnergy({ assumptions: a }, work) {
  const share = a.gpu_fraction === undefined ? '' : ` × share ${number(a.gpu_fraction)}`;
  return `${exact(a.gpu_watts)} W${share} × ${gpuCount(work)} × ${exact(work.duration_hours)} h × ${exact(a.utilization_pct)} % × PUE ${exact(a.pue)} ÷ 1000`;
}

function gpuCount(work) {
  return work.num_gpus === 1 ? '1 GPU' : `${exact(work.num_gpus)} GPUs`;
}

function calibratedEnergy(estimates, work, explanation) {
  const value = (name) => explanation?.find((row) => row.name === name)?.value ?? best(estimates.calibrated?.assumptions?.[name]);
  const utilization = value('utilization_fraction') ?? (value('utilization_pct') ?? 100) / 100;
  const [watts, idle, full, host, pue] = ['gpu_watts', 'idle_fraction', 'full_load_fraction', 'host_watts_per_gpu', 'pue'].map(value);
  if ([watts, idle, full, host, pue, utilization].some((each) => each === undefined || Number.isNaN(each))) {
    return null;
  }
  const network = value('network_fraction');
  const overhead = network ? ` × ${number(1 + network)} network` : '';
  const power = value('power_share');
  const share = power === undefined || power === 1 ? '' : ` × share ${number(power)}`;
  return (
    `(${number(watts)} W × [${number(idle)} idle + (${number(full)} − ${number(idle)}) × ${number(utilization)}] + ${number(host)} W host)${share}` +
    ` × ${gpuCount(work)} × ${exact(work.duration_hours)} h × PUE ${number(pue)}${overhead} ÷ 1000`
  );
}

function best(value) {
  return value !== null && typeof value === 'object' ? value.best : value;
}

/** The assumptions of the headline that no explanation is needed for. */
export function assumptionList(assumptions) {
  const units = { gpu_watts: 'W', utilization_pct: '%', grid_kg_per_kwh: 'kg/kWh', usd_per_kwh: 'USD/kWh', pue: '' };
  const names = { gpu: 'GPU', gpu_watts: 'Board power', gpu_fraction: 'Share of each GPU', utilization_pct: 'Utilization', pue: 'PUE', grid_kg_per_kwh: 'Grid intensity', usd_per_kwh: 'Electricity price', region: 'Region' };
  return h(
    'dl',
    { class: 'facts' },
    Object.entries(assumptions)
      .filter(([, value]) => value !== null && typeof value !== 'object')
      .map(([name, value]) =>
        h('div', {}, h('dt', {}, names[name] ?? words(name)), h('dd', {}, `${typeof value === 'number' ? exact(value) : value} ${units[name] ?? ''}`.trim())),
      ),
  );
}

const ASSUMPTIONS = {
  gpu_watts: 'Board power',
  utilization_fraction: 'Utilization',
  utilization_pct: 'Utilization',
  idle_fraction: 'Power at idle',
  full_load_fraction: 'Power at work',
  host_watts_per_gpu: 'Host, per GPU',
  network_fraction: 'Network and storage',
  power_share: 'Share of its power',
  pue: 'PUE',
  grid_kg_per_kwh: 'Grid intensity',
  usd_per_kwh: 'Electricity price',
};

/** What the calibrated figure rests on, and how far each assumption moves it. */
export function explanationTable(rows) {
  if (!rows || rows.length === 0) {
    return null;
  }
  const widest = Math.max(1, ...rows.flatMap((row) => [Math.abs(row.effect_pct.low), Math.abs(row.effect_pct.high)]));
  return table(
    'Assumptions of the calibrated figure, their bands and sources',
    [
      { name: 'Assumption', header: true, area: 'name', cell: (row) => ASSUMPTIONS[row.name] ?? words(row.name) },
      { name: 'Value', numeric: true, area: 'value', cell: (row) => [number(row.value), row.unit && row.unit !== '1' && h('span', { class: 'sub' }, row.unit)] },
      { name: 'Band', numeric: true, area: 'band', labelled: 'Band', cell: (row) => (row.low === row.high ? dash() : `${number(row.low)} – ${number(row.high)}`) },
      { name: 'Moves kWh by', area: 'effect', labelled: 'Moves kWh by', cell: (row) => effect(row, widest) },
      { name: 'Source', area: 'source', cell: (row) => h('span', { class: 'source' }, row.source) },
    ],
    rows,
    { className: 'explanation' },
  );
}

// Said where there is a column for it; a list leaves it out.
function dash() {
  return h('span', { class: 'nothing' }, '–');
}

// Grid and price move carbon and cost, not the energy; what is stated moves nothing.
function effect({ effect_pct: { low, high } }, widest) {
  if (low === 0 && high === 0) {
    return dash();
  }
  const part = (value) => Math.abs(value) / widest;
  return h(
    'span',
    { class: 'effect' },
    h('span', { class: 'effect-bar', 'aria-hidden': 'true' }, h('span', { class: 'effect-low', vars: { '--part': part(low) } }), h('span', { class: 'effect-high', vars: { '--part': part(high) } })),
    h('span', { class: 'effect-text' }, `${percent(low, { signed: true })} … ${percent(high, { signed: true })}`),
  );
}

const EVERYDAY = {
  km_by_car: 'by an average car',
  phone_charges: 'of a smartphone',
  household_days: 'of a household’s electricity',
  tree_months: 'of a young tree taking up carbon',
};

/** Everyday quantities with their sources. */
export function equivalentList(rows) {
  if (!rows || rows.length === 0) {
    return null;
  }
  return h(
    'ul',
    { class: 'equivalents' },
    rows.map((row) =>
      h('li', {}, h('strong', {}, `${rough(row.value)} ${row.unit}`), h('span', {}, EVERYDAY[row.name] ?? words(row.name)), h('span', { class: 'source' }, row.source)),
    ),
  );
}

/** What stands beside the operational figures: embodied carbon and water. */
export function beside(estimates) {
  const rows = [
    [estimates.embodied_kg, 'Embodied carbon', 'kg CO₂e'],
    [estimates.water_l, 'Water', 'l'],
  ].filter(([range]) => range);
  if (rows.length === 0) {
    return null;
  }
  return h(
    'div',
    { class: 'beside' },
    h('h3', {}, 'Beside these figures, not inside them'),
    h(
      'dl',
      { class: 'facts wide' },
      rows.map(([range, name, unit]) =>
        h('div', {}, h('dt', {}, name), h('dd', {}, `${number(range.best)} ${unit}`, h('span', { class: 'sub' }, `${number(range.low)} – ${number(range.high)} ${unit}`))),
      ),
    ),
  );
}
