// Numbers with units and times, the same way everywhere.

const integer = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const hundredths = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });
const significant = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 });
const threeDigits = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });
const unrounded = new Intl.NumberFormat('en', { maximumSignificantDigits: 15 });
const fixed = [0, 1, 2].map((digits) => new Intl.NumberFormat('en', { minimumFractionDigits: digits, maximumFractionDigits: digits }));
const cents = fixed[2];
const dayTime = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });

/** The browser's time zone. */
export const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

/** Writes a number as a person would: fewer decimals the larger it is. */
export function number(value) {
  if (value === null || value === undefined || Number.isNaN(value)) {
    return '–';
  }
  const size = Math.abs(value);
  if (size >= 1000) {
    return integer.format(value);
  }
  if (size >= 100) {
    return tenths.format(value).replace(/\.0$/, '');
  }
  return size >= 1 || size === 0 ? hundredths.format(value) : significant.format(value);
}

/** Writes a number of which only the size matters: three digits, millions in words. */
export function rough(value) {
  const [scale, word] = [[1e9, ' billion'], [1e6, ' million']].find(([from]) => value >= from) ?? [1, ''];
  return threeDigits.format(value / scale) + word;
}

/** Writes a figure of a column: four digits, with their zeros, so that decimals stand alike. */
export function aligned(value) {
  if (value === null || value === undefined) {
    return '–';
  }
  const size = Math.abs(value);
  if (size > 0 && size < 1) {
    return significant.format(value).replace('-', '−');
  }
  const decimals = size >= 1000 ? 0 : size >= 100 ? 1 : 2;
  return fixed[decimals].format(value).replace('-', '−');
}

/** Writes what somebody stated or assumed, as it is. */
export function exact(value) {
  return unrounded.format(value);
}

const SCALES = {
  kwh: [
    [1e6, 'GWh'],
    [1e3, 'MWh'],
    [1, 'kWh'],
  ],
  carbon_kg: [
    [1e6, 'kt CO₂e'],
    [1e3, 't CO₂e'],
    [1, 'kg CO₂e'],
  ],
};

/**
 * Splits a figure into number and unit; large ones change to MWh and t. Figures that stand together
 * share the unit of the largest, `basis`.
 */
export function figure(metric, value, basis = value) {
  if (metric === 'cost_usd') {
    return { text: usd(value), unit: '' };
  }
  if (metric === 'count') {
    return { text: integer.format(value), unit: '' };
  }
  const [scale, unit] = SCALES[metric].find(([from]) => Math.abs(basis) >= from * 10) ?? SCALES[metric].at(-1);
  return { text: number(value / scale), unit };
}

/** Writes a figure with its unit. */
export function withUnit(metric, value, basis = value) {
  if (value === null || value === undefined) {
    return '–';
  }
  const { text, unit } = figure(metric, value, basis);
  return unit === '' ? text : `${text} ${unit}`;
}

/** Writes an amount of money. */
export function usd(value) {
  const size = Math.abs(value);
  const sign = value < 0 ? '−' : '';
  if (size >= 1000) {
    return `${sign}$${integer.format(size)}`;
  }
  return `${sign}$${size >= 0.1 || size === 0 ? cents.format(size) : significant.format(size)}`;
}

/** Writes an amount of money for a column of them, with cents. */
export function dollars(value) {
  const size = Math.abs(value ?? 0);
  return size > 0 && size < 0.1 ? aligned(value) : value === null || value === undefined ? '–' : cents.format(value).replace('-', '−');
}

/** Writes a range with its unit once: `405.5 – 847.3 kWh`. */
export function span(metric, { low, high }) {
  const last = withUnit(metric, high, high);
  return metric === 'cost_usd' ? `${usd(low)} – ${last}` : `${figure(metric, low, high).text} – ${last}`;
}

/** Writes a percentage with a sign where it is a change. */
export function percent(value, { signed = false } = {}) {
  const size = Math.abs(value);
  const text = size >= 10 ? integer.format(size) : hundredths.format(Number(size.toPrecision(2)));
  const sign = value < 0 ? '−' : signed && value > 0 ? '+' : '';
  return `${sign}${text} %`;
}

/** Writes a moment in the browser's zone. */
export function moment(iso) {
  return iso ? dayTime.format(new Date(iso)) : '–';
}

/** Writes a day in the browser's zone. */
export function date(iso) {
  return iso ? day.format(new Date(iso)) : '–';
}

/** Writes a local day as the API takes it. */
export function isoDay(when) {
  const pad = (part) => String(part).padStart(2, '0');
  return `${when.getFullYear()}-${pad(when.getMonth() + 1)}-${pad(when.getDate())}`;
}

/** Writes a word of the API for people: `fine_tuning` becomes `fine-tuning`. */
export function words(code) {
  return code.replace('fine_tuning', 'fine-tuning').replaceAll('_', ' ');
}

/** The same, with a capital. */
export function title(code) {
  const text = words(code);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What each metric is called. */
export const METRICS = {
  kwh: { name: 'Energy', unit: 'kWh' },
  carbon_kg: { name: 'Carbon', unit: 'kg CO₂e' },
  cost_usd: { name: 'Cost', unit: 'USD' },
};
