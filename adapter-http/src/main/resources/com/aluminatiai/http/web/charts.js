// Pictures of figures. Each also exists as text or as a table.

import { h, svg } from './dom.js';
import { figure, METRICS, number, withUnit } from './format.js';
import { table } from './ui.js';

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/**
 * Bars over time, drawn by uPlot. `points` are `{label, axis, value}` in order; the returned element
 * carries the picture, a line that reads the bar under the pointer, and the same data as a table.
 */
export function barsOverTime(caption, metric, points, signal) {
  const readout = h('p', { class: 'readout' }, '\u00a0');
  const holder = h('div', { class: 'plot', role: 'img', 'aria-label': summary(caption, metric, points) });
  const columns = [
    { name: 'When', header: true, cell: (point) => point.label },
    { name: `${METRICS[metric].name} (${METRICS[metric].unit})`, numeric: true, cell: (point) => number(point.value) },
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
    readout.textContent = point ? `${point.label}: ${withUnit(metric, point.value)}` : '\u00a0';
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

function summary(caption, metric, points) {
  const top = points.reduce((best, point) => (point.value > best.value ? point : best), points[0]);
  return top ? `${caption}. Highest: ${top.label}, ${withUnit(metric, top.value)}.` : caption;
}

function plotData(points) {
  return [points.map((_, index) => index), points.map((point) => point.value)];
}

function plotOptions(metric, points, width, read) {
  const text = colour('--muted');
  const font = '12px system-ui, sans-serif';
  return {
    width,
    height: 240,
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
    hooks: { setCursor: [(plot) => read(plot.cursor.idx)] },
    scales: { x: { time: false, range: [-0.6, points.length - 0.4] }, y: { range: (_, __, max) => [0, niceTop(max)] } },
    series: [
      {},
      { paths: window.uPlot.paths.bars({ size: [0.72, 44], radius: 0.15 }), fill: colour('--accent'), stroke: colour('--accent'), width: 0, points: { show: false } },
    ],
    axes: [
      { stroke: text, font, grid: { show: false }, ticks: { show: false }, gap: 6, splits: () => tickIndexes(points, width), values: (_, splits) => splits.map((index) => points[index]?.axis ?? '') },
      { stroke: text, font, size: 78, gap: 6, ticks: { show: false }, grid: { stroke: colour('--line'), width: 1 }, values: (_, splits) => splits.map((value) => axisLabel(metric, value, splits.at(-1))) },
    ],
  };
}

function niceTop(max) {
  return max > 0 ? max * 1.08 : 1;
}

function axisLabel(metric, value, top) {
  if (value === 0) {
    return '0';
  }
  const { text, unit } = figure(metric, value, top);
  return unit ? `${text} ${unit.split(' ')[0]}` : text;
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
  const top = Math.max(range?.high ?? 0, headline ?? 0, measured ?? 0) * 1.06 || 1;
  const at = (value) => `${(value / top) * 100}%`;
  const parts = [];
  const legend = [];
  if (range) {
    parts.push(svg('rect', { class: 'range-band', x: at(range.low), width: `${((range.high - range.low) / top) * 100}%`, y: 14, height: 12, rx: 6 }));
    parts.push(mark('range-best', at(range.best), 8, 32));
    legend.push(key('range-key-band', `Likely ${withUnit(metric, range.low)} to ${withUnit(metric, range.high)}`));
    legend.push(key('range-key-best', `Best ${withUnit(metric, range.best)}`));
  }
  if (headline !== undefined && headline !== null) {
    parts.push(svg('circle', { class: 'range-headline', cx: at(headline), cy: 20, r: 5 }));
    legend.push(key('range-key-headline', `Headline ${withUnit(metric, headline)}`));
  }
  if (measured !== undefined && measured !== null) {
    parts.push(mark('range-measured', at(measured), 4, 36));
    legend.push(key('range-key-measured', `Measured ${withUnit(metric, measured)}`));
  }
  return h(
    'div',
    { class: 'range' },
    svg(
      'svg',
      { class: 'range-picture', 'aria-hidden': 'true', focusable: 'false' },
      svg('rect', { class: 'range-track', x: 0, width: '100%', y: 18, height: 4, rx: 2 }),
      parts,
    ),
    h('div', { class: 'range-scale', 'aria-hidden': 'true' }, h('span', {}, '0'), h('span', {}, withUnit(metric, top / 1.06))),
    h('ul', { class: 'range-legend' }, legend),
  );
}

function mark(className, x, from, to) {
  return svg('line', { class: className, x1: x, x2: x, y1: from, y2: to });
}

function key(className, text) {
  return h('li', {}, h('span', { class: className, 'aria-hidden': 'true' }), text);
}
