// Pictures of figures. Each also exists as text or as a table.

import { h, svg } from './dom.js';
import { aligned, figure, METRICS, span, withUnit } from './format.js';
import { table } from './ui.js';

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/**
 * Bars over time, drawn by uPlot. `points` are `{label, axis, value}` in order; the returned element
 * carries the picture, a line that reads the bar under the pointer, and the same data as a table.
 */
export function barsOverTime(caption, metric, points, signal) {
  const highest = highestOf(metric, points);
  const readout = h('p', { class: 'readout' }, highest);
  const holder = h('div', { class: 'plot', role: 'img', 'aria-label': `${caption}. ${highest}` });
  const columns = [
    { name: 'When', header: true, cell: (point) => point.label },
    { name: `${METRICS[metric].name} (${METRICS[metric].unit})`, numeric: true, cell: (point) => aligned(point.value) },
  ];
  const element = h(
    'div',
    { class: 'chart' },
    readout,
    holder,
    h('details', { class: 'as-table' }, h('summary', {}, 'Show as a table'), table(caption, columns, points)),
  );
  const read = (index) => {
    const point = points[index];
    readout.textContent = point ? `${point.label}: ${withUnit(metric, point.value)}` : highest;
  };
  let plot = null;
  const draw = () => {
    plot?.destroy();
    const width = holder.clientWidth;
    plot = width > 0 ? new window.uPlot(plotOptions(metric, points, width, read), plotData(points), holder) : null;
  };
  const observer = new ResizeObserver(() => {
    if (plot && plot.width !== holder.clientWidth) {
      plot.setSize({ width: holder.clientWidth, height: 240 });
    } else if (!plot) {
      draw();
    }
  });
  observer.observe(holder);
  document.addEventListener('themechange', draw, { signal });
  signal.addEventListener('abort', () => observer.disconnect());
  return element;
}

function highestOf(metric, points) {
  const top = points.reduce((best, point) => (point.value > best.value ? point : best), points[0]);
  return top?.value > 0 ? `Highest: ${top.label}, ${withUnit(metric, top.value)}` : '\u00a0';
}

function plotData(points) {
  return [points.map((_, index) => index), points.map((point) => point.value)];
}

function plotOptions(metric, points, width, read) {
  const text = colour('--muted');
  const scale = roundScale(Math.max(0, ...points.map((point) => point.value)));
  const font = '12px system-ui, sans-serif';
  return {
    width,
    height: 240,
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
    hooks: { setCursor: [(plot) => read(plot.cursor.idx)] },
    scales: { x: { time: false, range: [-0.6, points.length - 0.4] }, y: { range: [0, scale.at(-1)] } },
    series: [
      {},
      { paths: window.uPlot.paths.bars({ size: [0.72, 44], radius: 0.15 }), fill: colour('--accent'), stroke: colour('--accent'), width: 0, points: { show: false } },
    ],
    axes: [
      { stroke: text, font, grid: { show: false }, ticks: { show: false }, gap: 6, splits: () => tickIndexes(points, width), values: (_, splits) => splits.map((index) => points[index]?.axis ?? '') },
      { stroke: text, font, size: 78, gap: 6, ticks: { show: false }, grid: { stroke: colour('--line'), width: 1 }, splits: scale, values: (_, splits) => splits.map((value) => axisLabel(metric, value, scale.at(-1))) },
    ],
  };
}

/** Returns round values from 0 to the first that is not below `most`. */
function roundScale(most) {
  const step = niceStep((most > 0 ? most : 1) / TICKS);
  return Array.from({ length: Math.ceil(most / step - 1e-9) + 1 }, (_, index) => index * step);
}

function axisLabel(metric, value, top) {
  if (value === 0) {
    return '0';
  }
  const { text, unit } = figure(metric, value, top);
  // Dollars on an axis are round.
  return unit ? `${text} ${unit.split(' ')[0]}` : text.replace(/\.00$/, '');
}

function tickIndexes(points, width) {
  const room = Math.max(2, Math.floor(width / 80));
  const step = Math.max(1, Math.ceil(points.length / room));
  return points.map((_, index) => index).filter((index) => index % step === 0);
}

/** Shares of a whole as a table with bars. `rows` are `{name, value, count, link}`. */
export function shares(caption, metric, rows, nameHeading) {
  const total = rows.reduce((sum, row) => sum + row.value, 0);
  const largest = Math.max(...rows.map((row) => row.value), 0);
  return h(
    'table',
    { class: 'shares' },
    h('caption', { class: 'visually-hidden' }, caption),
    h(
      'thead',
      { class: 'visually-hidden' },
      h('tr', {}, [nameHeading, METRICS[metric].name, 'Share'].map((name) => h('th', { scope: 'col' }, name))),
    ),
    h(
      'tbody',
      {},
      rows.map((row) =>
        h(
          'tr',
          {},
          h(
            'th',
            { scope: 'row' },
            h('span', { class: 'share-name' }, row.link ? h('a', { href: row.link }, row.name) : row.name),
            h('span', { class: 'share-bar', 'aria-hidden': 'true' }, h('span', { vars: { '--part': largest > 0 ? row.value / largest : 0 } })),
          ),
          h('td', { class: 'numeric' }, withUnit(metric, row.value, largest)),
          h('td', { class: 'numeric share-part' }, total > 0 ? `${Math.round((row.value / total) * 100)} %` : '–'),
        ),
      ),
    ),
  );
}

/**
 * Ranges as a picture: a track from low to high, the best figure, and the headline and the measured
 * figure where there are some. All marks share one scale that starts at 0.
 */
export function rangePicture(metric, { range, headline, measured }) {
  const top = Math.max(range?.high ?? 0, headline ?? 0, measured ?? 0) || 1;
  const at = (value) => `${(value / top) * 100}%`;
  // The calibrated method's headline is the best figure itself.
  const isBest = range !== undefined && headline === range.best;
  const parts = [];
  const legend = [];
  if (range) {
    parts.push(svg('rect', { class: 'range-band', x: at(range.low), width: at(range.high - range.low), y: 8, height: 12, rx: 6 }));
    legend.push(key('range-key-band', 'Likely', span(metric, range)));
    parts.push(mark('range-best', at(range.best), 3, 25));
    legend.push(key('range-key-best', isBest ? 'Best and headline' : 'Best', withUnit(metric, range.best)));
  }
  if (headline !== undefined && headline !== null && !isBest) {
    parts.push(svg('circle', { class: 'range-headline', cx: at(headline), cy: 14, r: 5 }));
    legend.push(key('range-key-headline', 'Headline', withUnit(metric, headline)));
  }
  if (measured !== undefined && measured !== null) {
    parts.push(mark('range-measured', at(measured), 0, 28));
    legend.push(key('range-key-measured', 'Measured', withUnit(metric, measured)));
  }
  return h(
    'div',
    { class: 'range' },
    svg(
      'svg',
      { class: 'range-picture', 'aria-hidden': 'true', focusable: 'false' },
      svg('rect', { class: 'range-track', x: 0, width: '100%', y: 12, height: 4, rx: 2 }),
      parts,
    ),
    h('div', { class: 'range-scale', 'aria-hidden': 'true' }, ticks(top).map((value) => tick(metric, value, top))),
    h('ul', { class: 'range-legend' }, legend),
  );
}

const TICKS = 4;

/** Returns round values from 0 up to `top`. */
function ticks(top) {
  const step = niceStep(top / TICKS);
  return Array.from({ length: Math.floor(top / step) + 1 }, (_, index) => index * step);
}

/** Returns the round number at or above `least` that steps of a scale are made of. */
function niceStep(least) {
  const magnitude = 10 ** Math.floor(Math.log10(least));
  return magnitude * [1, 2, 2.5, 5, 10].find((factor) => factor * magnitude >= least);
}

function tick(metric, value, top) {
  // What stands too near the right end would reach over it.
  const isLast = value > top * 0.94;
  return h('span', { class: value === 0 ? 'at-start' : isLast ? 'at-end' : null, vars: { '--at': `${(value / top) * 100}%` } }, axisLabel(metric, value, top));
}

function mark(className, x, from, to) {
  return svg('line', { class: className, x1: x, x2: x, y1: from, y2: to });
}

function key(className, name, text) {
  return h('li', {}, h('span', { class: className, 'aria-hidden': 'true' }), h('span', {}, `${name} `, h('strong', {}, text)));
}
