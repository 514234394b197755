// One workload: its state, its figures against what was measured, what happened to it, how to cite it.

import { ApiError, call } from './api.js';
import { citations } from './citation.js';
import { draftOf, saveDraft, select } from './draft.js';
import { fill, h, icon, toast } from './dom.js';
import { assumptionList, beside, equivalentList, explanationTable, formula, headline, ranges } from './figures.js';
import { exact, moment, percent, title, withUnit, words } from './format.js';
import { badge, card, codeBlock, confirmDialog, failure, field, showFaults, skeleton, tabs, warningList } from './ui.js';
import { STATES } from './workloads.js';

const POLL_MILLIS = 3000;

/** Shows the page. */
export async function workload(root, { id }, signal) {
  fill(root, h('div', { class: 'page-head' }, h('h1', {}, 'Workload')), skeleton('tall'));
  const address = `/api/workloads/${encodeURIComponent(id)}`;
  const refresh = async () => {
    const response = await call('GET', address, { query: { history: true, explain: true }, signal, raw: true });
    const found = { etag: response.headers.get('ETag'), ...(await response.json()) };
    fill(root, page(found, { address, refresh }));
    if (found.agent?.status === 'pending') {
      setTimeout(() => !signal.aborted && poll(found, address, refresh, signal), POLL_MILLIS);
    }
  };
  try {
    await refresh();
  } catch (error) {
    if (signal.aborted) {
      return;
    }
    const isGone = error instanceof ApiError && (error.status === 404 || error.code === 'invalid_id');
    fill(root, backLink(), h('h1', {}, 'Workload'), isGone ? h('div', { class: 'card empty' }, h('p', {}, 'There is no such workload.')) : failure(error, refresh));
  }
}

// The page is drawn anew only when the agent is done, so that nobody's typing is lost meanwhile.
async function poll(found, address, refresh, signal) {
  try {
    const now = await call('GET', address, { signal });
    if (now.agent?.status !== 'pending') {
      await refresh();
      return;
    }
  } catch {
    // The next round may reach the server again.
  }
  setTimeout(() => !signal.aborted && poll(found, address, refresh, signal), POLL_MILLIS);
}

function backLink() {
  return h('a', { class: 'back', href: '#/workloads' }, icon('back'), 'Workloads');
}

function page(found, actions) {
  const { workload: work, estimates } = found;
  return [
    backLink(),
    h(
      'div',
      { class: 'page-head' },
      h('div', {}, h('h1', {}, `${exact(work.num_gpus)} × ${work.gpu_type}`), h('p', { class: 'lead' }, lead(found))),
      h('div', { class: 'page-aside' }, h('button', { type: 'button', class: 'button', onclick: () => compareElsewhere(work) }, 'Compare elsewhere'), statusChoice(found, actions)),
    ),
    // Of the agent its own card tells.
    warningList(found.warnings?.filter((text) => !found.agent || !text.startsWith('The agent'))),
    h(
      'div',
      { class: 'two-columns even' },
      h(
        'div',
        {},
        card('Estimate', { aside: h('span', { class: 'tag' }, `${estimates.calculation_method} method`) }, headline(estimates), ranges(estimates, found.measured_kwh ?? undefined)),
        measuredCard(found, actions),
        agentCard(found),
        card('How it is computed', {}, formula(estimates, work, found.explanation), assumptionList(estimates.assumptions), beside(estimates)),
      ),
      h(
        'div',
        {},
        detailsCard(found),
        historyCard(found.history ?? []),
        card('Cite it', {}, tabs('Format', citations(found, found.explanation).map(([name, text]) => [name, () => codeBlock(text, `${name} citation`, { language: name })]))),
        found.equivalents?.length > 0 && card('About as much as', {}, equivalentList(found.equivalents)),
      ),
    ),
    found.explanation?.length > 0 && card('What the range rests on', {}, explanationTable(found.explanation)),
    h('div', { class: 'foot' }, h('p', { class: 'hint' }, `Workload ${found.id} · factors ${estimates.factors_version}`), deleteButton(found, actions)),
  ];
}

function lead({ workload: work, created_at: stored }) {
  return [`${exact(work.duration_hours)} h`, work.project, work.workload_type && words(work.workload_type), `stored ${moment(stored)}`].filter(Boolean).join(' · ');
}

// The comparison starts from this work instead of the last draft.
function compareElsewhere(work) {
  saveDraft(draftOf(work));
  location.hash = '#/compare';
}

function condition({ etag }) {
  return etag && !etag.startsWith('W/') ? { 'If-Match': etag } : {};
}

async function patch(found, { address, refresh }, body, done) {
  try {
    await call('PATCH', address, { body, headers: condition(found) });
    toast(done);
  } catch (error) {
    if (error instanceof ApiError && error.status === 412) {
      toast('Someone changed this workload meanwhile; here is how it is now.', 'error');
    } else {
      throw error;
    }
  }
  await refresh();
}

function statusChoice(found, actions) {
  const change = async (status) => {
    try {
      await patch(found, actions, { status }, `Now ${status}.`);
      document.getElementById('status')?.focus();
    } catch (error) {
      toast(error.message, 'error');
    }
  };
  return h(
    'div',
    { class: 'status-choice' },
    h('label', { for: 'status' }, 'Status'),
    select(found.status, STATES.map((state) => [state, title(state)]), change, { id: 'status' }),
  );
}

function measuredCard(found, actions) {
  const { measured_kwh: measured, estimates } = found;
  const input = h('input', { type: 'number', min: 0, step: 'any', inputmode: 'decimal', value: measured ?? '' });
  const form = h('form', { class: 'inline-form', novalidate: true }, field('Measured energy, kWh', input, { name: 'measured_kwh' }), h('button', { type: 'submit', class: 'button' }, 'Save'));
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    try {
      await patch(found, actions, { measured_kwh: input.value === '' ? null : Number(input.value) }, 'Measurement saved.');
    } catch (error) {
      const rest = error instanceof ApiError ? showFaults(form, error.details) : [error];
      if (rest.length > 0 || error.details.length === 0) {
        toast(error.message, 'error');
      }
    }
  });
  return card('Against the meter', {}, measured === undefined || measured === null ? h('p', { class: 'hint' }, 'Enter what a meter or the GPUs’ own counters read, and the estimate is held against it.') : comparison(measured, estimates), form);
}

function comparison(measured, estimates) {
  const off = (value) => (measured > 0 ? percent(((value - measured) / measured) * 100, { signed: true }) : '–');
  const range = estimates.calibrated?.kwh;
  const inside = range && measured >= range.low && measured <= range.high;
  return h(
    'dl',
    { class: 'facts' },
    fact('Measured', withUnit('kwh', measured)),
    fact('Headline estimate', `${withUnit('kwh', estimates.kwh)} (${off(estimates.kwh)})`),
    range && fact('Calibrated best', `${withUnit('kwh', range.best)} (${off(range.best)})`),
    range && fact('Range', inside ? 'contains the measurement' : 'does not contain the measurement'),
  );
}

function fact(name, text) {
  return h('div', {}, h('dt', {}, name), h('dd', {}, text));
}

const REASONS = {
  not_configured: 'This server has no agent: it needs a MiniMax key.',
  timeout: 'The agent took too long.',
  unavailable: 'The agent could not be reached, or refused.',
  rejected: 'The agent’s answer was not usable.',
  limit: 'Today’s limit for the agent is used up.',
};

function agentCard({ agent, agent_insights: insights }) {
  if (!agent) {
    return null;
  }
  const say = {
    answered: () => `Answered by ${agent.model ?? 'the agent'}.`,
    pending: () => 'Still at work. This page shows the answer when it is there.',
    failed: () => `${REASONS[agent.reason] ?? 'The agent did not answer.'} The estimate above was made without it.`,
  };
  return card(
    'Agent',
    { aside: h('span', { class: `badge badge-agent-${agent.status}` }, agent.status) },
    h('p', { role: agent.status === 'pending' ? 'status' : null }, say[agent.status]?.() ?? agent.status),
    insights && insightList(insights),
  );
}

function insightList({ optimizations, confidence, reasoning_trace: trace }) {
  return [
    optimizations?.length > 0 && [h('h3', {}, 'What would make it less'), h('ul', { class: 'plain-list' }, optimizations.map((text) => h('li', {}, text)))],
    trace?.length > 0 && [h('h3', {}, 'How it got there'), h('ol', { class: 'plain-list' }, trace.map((text) => h('li', {}, text)))],
    confidence !== undefined && confidence !== null && h('p', { class: 'hint' }, `It states a confidence of ${percent(confidence * 100)}.`),
  ];
}

const SHOWN_FIRST = ['gpu_type', 'num_gpus', 'duration_hours', 'utilization_pct', 'model_size_gb', 'region', 'workload_type', 'project', 'external_id', 'started_at', 'method', 'pue', 'grid_kg_per_kwh', 'usd_per_kwh'];
const SHOWN_ELSEWHERE = ['use_smart_agent', 'notes', 'measured_kwh'];
const FIELD_NAMES = { gpu_type: 'GPU', num_gpus: 'GPUs', duration_hours: 'Hours', utilization_pct: 'Utilization, %', model_size_gb: 'Weights, GB', external_id: 'External id', started_at: 'Started', pue: 'PUE', grid_kg_per_kwh: 'Grid, kg/kWh', usd_per_kwh: 'Price, USD/kWh',
  gpu_fraction: 'Share of each GPU', gpu_watts: 'Measured W per GPU', power_limit_watts: 'Power limit, W', gpus_per_node: 'GPUs per node', host_watts_per_gpu: 'Host W per GPU',
  usd_per_gpu_hour: 'Rent, USD/GPU-hour', heartbeat_seconds: 'Heartbeat, s', market_kg_per_kwh: 'Market-based, kg/kWh', parameters_b: 'Parameters, billions', active_parameters_b: 'Active parameters, billions',
  mfu: 'MFU', lora: 'LoRA', tokens_per_second: 'Tokens/s', bits: 'Bits of a weight', ended_at: 'Ended', measured_boundary: 'Measured boundary' };

function detailsCard({ workload: work, notes }) {
  const shown = (name) => {
    const value = work[name];
    return name.endsWith('_at') ? moment(value) : typeof value === 'number' ? exact(value) : name === 'workload_type' ? words(value) : String(value);
  };
  // Whatever else was stated follows in the order of the answer.
  const rest = Object.keys(work).filter((name) => !SHOWN_FIRST.includes(name) && !SHOWN_ELSEWHERE.includes(name));
  return card(
    'What was submitted',
    {},
    h('dl', { class: 'facts' }, [...SHOWN_FIRST, ...rest].filter((name) => work[name] !== undefined && work[name] !== null).map((name) => fact(FIELD_NAMES[name] ?? title(name), shown(name)))),
    (notes ?? work.notes) && h('p', { class: 'notes' }, notes ?? work.notes),
  );
}

const EVENTS = { submitted: 'Submitted', status_changed: 'Status changed', updated: 'Updated', agent_refined: 'Refined by the agent', lost: 'Lost: nothing was heard of it', reopened: 'Heard of again' };

function historyCard(history) {
  return card(
    'History',
    {},
    h(
      'ol',
      { class: 'timeline' },
      history.map((entry) =>
        h(
          'li',
          {},
          h('p', {}, h('strong', {}, EVENTS[entry.event] ?? title(entry.event)), ' ', badge(entry.status)),
          h('p', { class: 'hint' }, h('time', { datetime: entry.timestamp }, moment(entry.timestamp)), entry.estimates && ` · ${withUnit('kwh', entry.estimates.kwh)}, ${withUnit('carbon_kg', entry.estimates.carbon_kg)}`),
        ),
      ),
    ),
  );
}

function deleteButton(found, { address }) {
  const remove = async () => {
    if (!(await confirmDialog('Delete this workload?', 'It goes with its history and cannot be brought back.', 'Delete workload'))) {
      return;
    }
    try {
      await call('DELETE', address);
      toast('Deleted.');
      location.hash = '#/workloads';
    } catch (error) {
      toast(error.message, 'error');
    }
  };
  return h('button', { type: 'button', class: 'button danger-quiet', onclick: remove }, 'Delete workload');
}
