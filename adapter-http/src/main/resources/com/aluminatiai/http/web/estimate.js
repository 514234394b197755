// The page that estimates while one types.

import { ApiError, agentOffer, call, isAbort } from './api.js';
import { draftFields, bodyOf, loadDraft, select } from './draft.js';
import { announce, debounce, fill, h, toast } from './dom.js';
import { withUnit } from './format.js';
import { assumptionList, beside, equivalentList, explanationTable, formula, headline, ranges } from './figures.js';
import { card, failure, field, heading, isComplete, showFaults, skeleton, warningList } from './ui.js';

/** Shows the page. */
export async function estimate(root, params, signal) {
  const draft = loadDraft();
  const result = h('div', { class: 'result', 'aria-busy': 'true' }, skeleton('tall'));
  const form = h('form', { class: 'card form', novalidate: true, 'aria-label': 'The work to estimate' });
  // Where the form fills the screen, the figures stay in sight; a screen reader hears them announced.
  const brief = h('p', { class: 'brief', 'aria-hidden': 'true' }, '\u00a0');
  let running = new AbortController();

  const refresh = async () => {
    running.abort();
    running = new AbortController();
    await show({ draft, form, result, brief, refresh }, AbortSignal.any([signal, running.signal]));
  };
  const later = debounce(refresh, 250);
  const fields = draftFields(draft, later);
  const method = select(draft.method, [['', 'Server’s default'], ['fallback', 'Simple: rated power × utilization'], ['calibrated', 'Calibrated on measurements']], (value) =>
    fields.changed('method', value),
  );
  form.append(
    h('h2', {}, 'The work'),
    ...fields.basic,
    field('Headline by', method, { name: 'method' }),
    h('details', { class: 'more' }, h('summary', {}, 'Your own PUE, grid and price'), fields.overrides),
    h('details', { class: 'more' }, h('summary', {}, 'Slices, measured watts, power limit, host'), fields.hardware),
    await saving(draft, form),
  );
  fill(root, heading('Estimate', 'What a run will cost, how sure that is, and why.'), h('div', { class: 'two-columns' }, form, brief, result));
  await refresh();
}

async function show({ draft, form, result, brief, refresh }, signal) {
  if (!isComplete(form)) {
    fill(result, incomplete());
    fill(brief, h('span', {}, 'Something is missing'));
    return;
  }
  result.setAttribute('aria-busy', 'true');
  const body = bodyOf(draft);
  try {
    const answer = await call('POST', '/api/estimates', { query: { explain: true }, body, signal });
    showFaults(form, []);
    fill(result, resultCards(answer, body));
    const figures = ['kwh', 'carbon_kg', 'cost_usd'].map((metric) => withUnit(metric, answer.estimates[metric]));
    fill(brief, figures.map((text) => h('span', {}, text)));
    announce(`Estimate: ${figures.join(', ')}`);
    result.setAttribute('aria-busy', 'false');
  } catch (error) {
    if (isAbort(error) || signal.aborted) {
      return;
    }
    result.setAttribute('aria-busy', 'false');
    const known = error instanceof ApiError && error.code === 'validation_error';
    const rest = known ? showFaults(form, error.details) : [];
    fill(result, known && rest.length === 0 ? incomplete() : failure(error, refresh));
    fill(brief, h('span', {}, 'No estimate'));
  }
}

function incomplete() {
  return h('div', { class: 'card empty' }, h('p', {}, 'The estimate appears when the marked fields are right.'));
}

function resultCards({ estimates, warnings, explanation, equivalents }, work) {
  return [
    card(
      'Estimate',
      { aside: h('span', { class: 'tag' }, `${estimates.calculation_method} method`), className: 'estimate-card' },
      headline(estimates),
      warningList(warnings),
      ranges(estimates),
    ),
    card('How it is computed', {}, formula(estimates, work, explanation), assumptionList(estimates.assumptions), beside(estimates)),
    equivalents?.length > 0 && card('About as much as', {}, equivalentList(equivalents)),
    explanation?.length > 0 && card('What the range rests on', {}, explanationTable(explanation)),
    h('p', { class: 'hint' }, `Factors ${estimates.factors_version}`),
  ];
}

async function saving(draft, form) {
  const offer = await agentOffer();
  const extra = { project: '', notes: '', use_smart_agent: false };
  const project = h('input', { type: 'text', maxlength: 100, oninput: (event) => (extra.project = event.target.value) });
  const notes = h('textarea', { rows: 3, maxlength: 10000, oninput: (event) => (extra.notes = event.target.value) });
  const button = h('button', { type: 'submit', class: 'button primary' }, 'Save as workload');
  const problem = h('div', {});
  let attempt = { body: null, key: null };
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (!isComplete(form)) {
      form.querySelector('[aria-invalid]').focus();
      return;
    }
    const body = JSON.stringify({ ...bodyOf(draft), ...bodyOf({ project: extra.project, notes: extra.notes }), ...(extra.use_smart_agent && { use_smart_agent: true }) });
    // The same work sent again after a broken connection is the same submission.
    if (attempt.body !== body) {
      attempt = { body, key: newKey() };
    }
    button.disabled = true;
    button.textContent = extra.use_smart_agent ? 'Asking the agent…' : 'Saving…';
    fill(problem);
    try {
      const saved = await call('POST', '/api/workloads', { body, headers: { 'Idempotency-Key': attempt.key } });
      attempt = { body: null, key: null };
      toast('Saved.');
      location.hash = `#/workloads/${saved.id}`;
    } catch (error) {
      const rest = error instanceof ApiError ? showFaults(form, error.details) : [];
      if (!(error instanceof ApiError) || error.details.length === 0 || rest.length > 0) {
        fill(problem, failure(error));
      }
    } finally {
      button.disabled = false;
      button.textContent = 'Save as workload';
    }
  });
  return h(
    'div',
    { class: 'saving' },
    h('h2', {}, 'Keep it'),
    field('Project', project, { name: 'project', optional: true }),
    field('Notes', notes, { name: 'notes', optional: true }),
    offer?.configured === false ? null : agentChoice(offer, extra),
    problem,
    h('div', { class: 'actions' }, button),
  );
}

function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function agentChoice(offer, extra) {
  const id = 'use-smart-agent';
  return h(
    'div',
    { class: 'field check', 'data-field': 'use_smart_agent' },
    h('input', { id, type: 'checkbox', 'aria-describedby': `${id}-hint`, onchange: (event) => (extra.use_smart_agent = event.target.checked) }),
    h('label', { for: id }, `Ask the agent${offer?.model ? ` (${offer.model})` : ''} to fill in what is open`),
    h('p', { class: 'hint', id: `${id}-hint` }, 'The work and the first 2,000 characters of the notes are sent to MiniMax, a third party. Leave secrets out.'),
    h('p', { class: 'field-error' }),
  );
}
