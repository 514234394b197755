// Client code for this API, ready to copy.

import { agentOffer, call } from './api.js';
import { fill, h } from './dom.js';
import { card, codeBlock, failure, heading, skeleton, tabs } from './ui.js';

const NAMES = { python: 'Python', javascript: 'JavaScript', typescript: 'TypeScript', curl: 'curl' };

/** Shows the page. */
export async function clients(root, params, signal) {
  const holder = h('div', {}, skeleton('tall'));
  fill(root, heading('Clients', 'Code that submits work, retries safely and reads it back. The key comes from the environment.'), holder);
  const [languages, offer] = await Promise.all([languageList(signal), agentOffer()]);
  fill(
    holder,
    offer?.configured &&
      h('p', { class: 'hint' }, 'Language and style are sent to MiniMax, a third party, which explains the code. The code itself comes from this server; the address and the workload are filled in here and not sent.'),
    tabs(
      'Language',
      languages.map((language) => [NAMES[language] ?? language, () => panel(language, params.workload, signal)]),
    ),
  );
}

async function languageList(signal) {
  const body = await call('GET', '/api/generate-sdk', { signal });
  return (body.languages ?? []).map((each) => (typeof each === 'string' ? each : each.language ?? each.id));
}

function panel(language, workloadId, signal) {
  const holder = h('div', { 'aria-busy': 'true' }, h('p', { class: 'hint' }, 'Writing the client…'), skeleton('tall'));
  const load = async () => {
    try {
      const body = { language, ...(workloadId && { workload_id: workloadId }) };
      const answer = await call('POST', '/api/generate-sdk', { body, signal });
      fill(holder, generated(answer, language));
    } catch (error) {
      if (!signal.aborted) {
        fill(holder, failure(error, load));
      }
    }
    holder.setAttribute('aria-busy', 'false');
  };
  load();
  return holder;
}

function generated(answer, language) {
  const by = answer.generated_by === 'template' ? 'Made from a template of this server.' : `Made from a template of this server, explained by ${answer.generated_by}.`;
  return [
    answer.explanation && h('p', {}, answer.explanation),
    codeBlock(answer.code, `${NAMES[language] ?? language} client`),
    answer.usage_instructions && card('How to run it', {}, h('p', { class: 'pre-line' }, answer.usage_instructions)),
    h('p', { class: 'hint' }, by),
  ];
}
