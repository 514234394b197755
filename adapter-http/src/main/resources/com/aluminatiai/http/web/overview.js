// Totals of a period, where they come from, and the way in for a newcomer.

import { call } from './api.js';
import { gpuNames } from './catalogues.js';
import { barsOverTime, shares } from './charts.js';
import { fill, h, icon, toast } from './dom.js';
import { equivalentList } from './figures.js';
import { exact, figure, METRICS, percent, title, ZONE } from './format.js';
import { bucketsOf, PERIODS, spanOf } from './period.js';
import { addSampleData, removeSampleData, SAMPLE_PROJECT } from './sample.js';
import { card, confirmDialog, failure, heading, segmented, skeleton } from './ui.js';

const STORE = 'aluminatiai.overview';

function load() {
  try {
    return { period: '30d', metric: 'kwh', ...JSON.parse(sessionStorage.getItem(STORE)) };
  } catch {
    return { period: '30d', metric: 'kwh' };
  }
}

function save(view) {
  try {
    sessionStorage.setItem(STORE, JSON.stringify(view));
  } catch {
    // Then the next visit starts with the last 30 days.
  }
}

/** Shows the page. */
export async function overview(root, params, signal) {
  const view = load();
  const body = h('div', { class: 'overview', 'aria-busy': 'true' });
  const refresh = async () => {
    save(view);
    await show(body, view, refresh, signal);
  };
  const periods = segmented('Period', PERIODS, view.period, (value) => {
    view.period = value;
    refresh();
  });
  fill(root, heading('Overview', 'What your AI work costs in energy, carbon and money.', periods), body);
  fill(body, h('div', { class: 'stats' }, [1, 2, 3, 4].map(() => skeleton('stat'))), skeleton('chart-size'), h('div', { class: 'thirds' }, [1, 2, 3].map(() => skeleton('split-size'))));
  await refresh();
}

async function show(body, view, refresh, signal) {
  body.setAttribute('aria-busy', 'true');
  try {
    const data = await fetchAll(view, signal);
    const isNew = data.now.total.count === 0 && (await isEmpty(signal));
    // Before the first workload there is no period to choose.
    document.querySelector('.page-aside').hidden = isNew;
    if (isNew) {
      fill(body, firstSteps(refresh));
    } else {
      fill(body, content(data, view, refresh, signal));
    }
  } catch (error) {
    if (!signal.aborted) {
      fill(body, failure(error, refresh));
    }
  }
  body.setAttribute('aria-busy', 'false');
}

async function fetchAll(view, signal) {
  const span = spanOf(view.period, new Date());
  const summary = (groupBy, { from, to }) => call('GET', '/api/summary', { query: { group_by: groupBy, from, to, tz: ZONE }, signal });
  const [now, before, gpu, project, type, gpuName] = await Promise.all([
    summary(span.groupBy, span.now),
    span.before ? summary('status', span.before) : null,
    summary('gpu_type', span.now),
    summary('project', span.now),
    summary('workload_type', span.now),
    gpuNames(),
  ]);
  return { span, now, before, gpu, project, type, gpuName, equivalents: await equivalentsOf(now.total, signal) };
}

async function isEmpty(signal) {
  return (await call('GET', '/api/workloads', { query: { limit: 1 }, signal })).count === 0;
}

// The API translates an estimate: this one is made to have exactly the period's energy and carbon.
async function equivalentsOf(total, signal) {
  if (!(total.kwh > 0) || total.carbon_kg / total.kwh > 5) {
    return [];
  }
  const watts = 700;
  const gpuHours = (total.kwh * 1000) / watts;
  const numGpus = Math.max(1, Math.ceil(gpuHours / 1e6));
  const body = {
    gpu_type: 'NVIDIA H100 SXM',
    model_size_gb: 1,
    num_gpus: numGpus,
    duration_hours: gpuHours / numGpus,
    utilization_pct: 100,
    pue: 1,
    grid_kg_per_kwh: total.carbon_kg / total.kwh,
    method: 'fallback',
  };
  try {
    return (await call('POST', '/api/estimates', { query: { explain: true }, body, signal })).equivalents ?? [];
  } catch {
    return [];
  }
}

function content(data, view, refresh, signal) {
  const hasSample = data.project.groups.some((group) => group.key === SAMPLE_PROJECT);
  return [
    hasSample && sampleBanner(refresh),
    stats(data),
    data.now.total.count === 0 ? quiet(view, refresh) : pictures(data, view, signal),
  ];
}

function quiet(view, refresh) {
  const all = () => {
    view.period = 'all';
    refresh();
    document.querySelector('.segmented input[value=all]').checked = true;
  };
  return h('div', { class: 'card empty' }, h('p', {}, 'No work in this period.'), h('button', { type: 'button', class: 'button', onclick: all }, 'Show all time'));
}

function stats({ now, before, span }) {
  const metrics = [...Object.keys(METRICS), 'count'];
  return h(
    'dl',
    { class: 'stats' },
    metrics.map((metric) => {
      const { text, unit } = figure(metric, now.total[metric]);
      return h(
        'div',
        { class: 'card stat' },
        h('dt', {}, METRICS[metric]?.name ?? 'Workloads'),
        h('dd', { class: 'stat-value' }, text, unit && h('span', { class: 'unit' }, ` ${unit}`)),
        h('dd', { class: 'stat-change' }, change(now.total[metric], before?.total[metric], metric, span)),
      );
    }),
  );
}

function change(now, before, metric, span) {
  if (before === undefined) {
    return h('span', {}, 'since the first workload');
  }
  if (before === 0) {
    return h('span', {}, `nothing in ${span.beforeName}`);
  }
  const part = ((now - before) / before) * 100;
  const direction = Math.abs(part) < 0.5 ? 'same' : part > 0 ? 'up' : 'down';
  const kind = metric === 'count' ? 'same' : direction;
  return [
    h('span', { class: `change change-${kind}` }, direction !== 'same' && icon(direction), percent(part, { signed: true })),
    h('span', {}, ` from ${span.beforeName}`),
  ];
}

function pictures(data, view, signal) {
  const holder = h('div', { class: 'pictures' });
  const draw = () => fill(holder, overTime(data, view, choose, signal), splits(data, view.metric));
  const choose = (metric) => {
    view.metric = metric;
    save(view);
    draw();
    holder.querySelector(`input[value=${metric}]`).focus();
  };
  draw();
  return [holder, data.equivalents.length > 0 && card('About as much as', {}, equivalentList(data.equivalents))];
}

function overTime({ now, span }, view, choose, signal) {
  const buckets = bucketsOf(span, now.groups);
  const points = buckets.map(({ group, ...bucket }) => ({ ...bucket, value: group?.[view.metric] ?? 0 }));
  const choice = segmented('Figure', Object.entries(METRICS).map(([value, metric]) => [value, metric.name]), view.metric, choose);
  const name = `${METRICS[view.metric].name} by ${span.groupBy}`;
  return card(name, { aside: choice, className: 'chart-card' }, barsOverTime(name, view.metric, points, signal));
}

const SPLIT_ROWS = 6;

function splits({ gpu, project, type, gpuName }, metric) {
  const split = (name, heading_, parameter, { groups, other }, nameOf) => {
    const sorted = [...groups].sort((a, b) => b[metric] - a[metric]);
    // One that is left over has room for its own name.
    const shown = sorted.length === SPLIT_ROWS + 1 ? SPLIT_ROWS + 1 : SPLIT_ROWS;
    const rows = sorted.slice(0, shown).map((group) => ({
      name: group.key ? nameOf(group.key) : `No ${heading_.toLowerCase()}`,
      value: group[metric],
      link: group.key ? `#/workloads?${parameter}=${encodeURIComponent(group.key)}` : null,
    }));
    const rest = sorted.slice(shown);
    if (rest.length > 0) {
      // The API sums those beyond the first 1,000.
      const value = rest.reduce((sum, group) => sum + group[metric], other?.[metric] ?? 0);
      const count = rest.length + (other?.groups ?? 0);
      rows.push({ name: `${exact(count)} others`, value });
    }
    return card(name, {}, shares(`${METRICS[metric].name} ${name.toLowerCase()}`, metric, rows, heading_));
  };
  return h(
    'div',
    { class: 'thirds' },
    split('By GPU', 'GPU', 'gpu_type', gpu, gpuName),
    split('By project', 'Project', 'project', project, (key) => key),
    split('By type', 'Type', 'workload_type', type, title),
  );
}

function sampleBanner(refresh) {
  const remove = async () => {
    if (!(await confirmDialog('Remove the sample data?', 'All workloads of the project “sample-data” are deleted. Your own work stays.', 'Remove sample data'))) {
      return;
    }
    try {
      const { deleted } = await removeSampleData();
      toast(`${deleted} sample workloads removed.`);
    } catch (error) {
      toast(error.message, 'error');
    }
    refresh();
  };
  return h(
    'div',
    { class: 'notice' },
    h('p', {}, h('strong', {}, 'Sample data. '), 'These figures contain made-up workloads of the project “sample-data”.'),
    h('button', { type: 'button', class: 'button small', onclick: remove }, 'Remove sample data'),
  );
}

function firstSteps(refresh) {
  const button = h('button', { type: 'button', class: 'button' }, 'Load sample data');
  button.addEventListener('click', async () => {
    button.disabled = true;
    try {
      const count = await addSampleData((done, all) => {
        button.textContent = `Loading ${done} of ${all}…`;
      });
      toast(`${count} sample workloads loaded.`);
    } catch (error) {
      toast(error.message, 'error');
    }
    refresh();
  });
  return h(
    'section',
    { class: 'card first', 'aria-labelledby': 'first-title' },
    h('h2', { id: 'first-title' }, 'Nothing tracked yet'),
    h('p', {}, 'Describe one run, such as eight H100s for three days, and see its energy, carbon and cost, with how sure the figures are. No meter or agent on the GPUs is needed.'),
    h('div', { class: 'actions' }, h('a', { class: 'button primary', href: '#/estimate' }, 'Submit a first workload'), button),
    h('p', { class: 'hint' }, 'The sample is made up, goes into a project called “sample-data”, and can be removed at any time.'),
    h('p', { class: 'hint' }, 'Or from your own code: ', h('a', { href: '#/clients' }, 'copy a client'), ' in Python, JavaScript, TypeScript or curl.'),
  );
}

