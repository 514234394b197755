// The work that Estimate and Compare talk about: one form, kept while the tab is open.

import { combobox } from './combobox.js';
import { gpuChoices, regionChoices } from './catalogues.js';
import { h } from './dom.js';
import { title } from './format.js';
import { field } from './ui.js';

const STORE = 'aluminatiai.draft';
const EXAMPLE = { gpu_type: 'H100', num_gpus: '8', duration_hours: '72', utilization_pct: '85', model_size_gb: '70' };

/** The kinds of work that the API knows. */
export const TYPES = ['training', 'fine_tuning', 'inference', 'image_generation', 'video_generation', 'other'];

/** Returns the draft as text fields. */
export function loadDraft() {
  try {
    return JSON.parse(sessionStorage.getItem(STORE)) ?? { ...EXAMPLE };
  } catch {
    return { ...EXAMPLE };
  }
}

/** Keeps a draft for this tab. */
export function saveDraft(draft) {
  try {
    sessionStorage.setItem(STORE, JSON.stringify(draft));
  } catch {
    // Then it is gone with the page.
  }
}

const HARDWARE = ['gpu_fraction', 'gpu_watts', 'power_limit_watts', 'gpus_per_node', 'host_watts_per_gpu'];
const ESTIMATING = ['gpu_type', 'num_gpus', 'duration_hours', 'utilization_pct', 'model_size_gb', 'region', 'workload_type', 'method', 'pue', 'grid_kg_per_kwh', 'usd_per_kwh', ...HARDWARE];

/** Returns the draft that describes a workload. */
export function draftOf(work) {
  return Object.fromEntries(ESTIMATING.filter((name) => work[name] !== undefined && work[name] !== null).map((name) => [name, String(work[name])]));
}

/** Turns the draft into the API's fields; what is empty is left out. */
export function bodyOf(draft) {
  const body = {};
  for (const [name, text] of Object.entries(draft)) {
    if (text !== undefined && text !== '') {
      body[name] = NUMBERS.has(name) ? Number(text) : text;
    }
  }
  return body;
}

const NUMBERS = new Set(['num_gpus', 'duration_hours', 'utilization_pct', 'model_size_gb', 'pue', 'grid_kg_per_kwh', 'usd_per_kwh', ...HARDWARE]);

/** The fields that describe the work. `onChange` gets the draft after each change. */
export function draftFields(draft, onChange) {
  const changed = (name, value) => {
    draft[name] = value;
    saveDraft(draft);
    onChange(draft);
  };
  const input = (name, props) =>
    h('input', { name, type: 'number', inputmode: 'decimal', step: 'any', value: draft[name] ?? '', oninput: (event) => changed(name, event.target.value), ...props });
  const picker = (name, label, options, placeholder, required) =>
    combobox({ options, label, placeholder, required, value: draft[name] ?? '', onChange: (value) => changed(name, value) }).input;
  const type = select(draft.workload_type, [['', 'Not stated'], ...TYPES.map((each) => [each, title(each)])], (value) => changed('workload_type', value));
  return {
    basic: [
      field('GPU', picker('gpu_type', 'GPUs', gpuChoices, 'Search: H100, A100 80GB, MI300X …', true), { name: 'gpu_type' }),
      h(
        'div',
        { class: 'field-row' },
        field('GPUs', input('num_gpus', { min: 1, step: 1, inputmode: 'numeric', required: true }), { name: 'num_gpus' }),
        field('Hours', input('duration_hours', { min: 0, required: true }), { name: 'duration_hours' }),
      ),
      h(
        'div',
        { class: 'field-row' },
        field('Utilization, %', input('utilization_pct', { min: 0, max: 100, placeholder: '80' }), { name: 'utilization_pct' }),
        field('Model weights, GB', input('model_size_gb', { min: 0, required: true }), { name: 'model_size_gb' }),
      ),
      field('Region', picker('region', 'Regions', regionChoices, 'World defaults; search: France, us-east-1 …'), {
        name: 'region',
        hint: 'Sets the grid’s carbon intensity, the price and the PUE where they are known.',
      }),
      field('Type of work', type, { name: 'workload_type' }),
    ],
    overrides: h(
      'div',
      { class: 'field-row three' },
      field('PUE', input('pue', { min: 1, max: 5, placeholder: '1.3' }), { name: 'pue' }),
      field('Grid, kg/kWh', input('grid_kg_per_kwh', { min: 0, max: 5, placeholder: '0.4' }), { name: 'grid_kg_per_kwh' }),
      field('Price, USD/kWh', input('usd_per_kwh', { min: 0, max: 100, placeholder: '0.15' }), { name: 'usd_per_kwh' }),
    ),
    hardware: [
      h(
        'div',
        { class: 'field-row three' },
        field('Share of each GPU', input('gpu_fraction', { min: 0, max: 1, placeholder: '1' }), { name: 'gpu_fraction' }),
        field('Measured W per GPU', input('gpu_watts', { min: 0, max: 100000 }), { name: 'gpu_watts' }),
        field('Power limit, W', input('power_limit_watts', { min: 1, max: 100000 }), { name: 'power_limit_watts' }),
      ),
      h(
        'div',
        { class: 'field-row' },
        field('GPUs per node', input('gpus_per_node', { min: 1, max: 1024, step: 1, inputmode: 'numeric' }), { name: 'gpus_per_node' }),
        field('Host W per GPU', input('host_watts_per_gpu', { min: 0, max: 100000 }), { name: 'host_watts_per_gpu' }),
      ),
      h('p', { class: 'hint' }, 'Measured watts are the mean of one whole GPU; they replace its rating and the utilization.'),
    ],
    changed,
  };
}

/** A select. `choices` are `[value, label]`. */
export function select(value, choices, onChange, props = {}) {
  return h(
    'select',
    { onchange: (event) => onChange(event.target.value), ...props },
    choices.map(([each, label]) => h('option', { value: each, selected: each === (value ?? '') }, label)),
  );
}
