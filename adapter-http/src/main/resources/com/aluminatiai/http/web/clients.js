// Client code for this API, ready to copy.

import { agentOffer, call } from './api.js';
import { fill, h } from './dom.js';
import { card, codeBlock, failure, heading, segmented, skeleton, tabs } from './ui.js';

const NAMES = { python: 'Python', javascript: 'JavaScript', typescript: 'TypeScript', curl: 'curl' };
const STYLES = {
  submit: 'Submit',
  track: 'Track a job',
  huggingface: 'Hugging Face',
  lightning: 'Lightning',
  slurm: 'Slurm',
  kubernetes: 'Kubernetes',
};

/** Shows the page. */
export async function clients(root, params, signal) {
  const holder = h('div', {}, skeleton('tall'));
  fill(root, heading('Clients', 'Code that submits work or tracks a job, made from templates. The key comes from the environment.'), holder);
  const [offered, offer] = await Promise.all([call('GET', '/api/generate-sdk', { signal }), agentOffer()]);
  fill(
    holder,
    offer?.configured &&
      h('p', { class: 'hint' }, 'Language and style are sent to MiniMax, a third party, which explains the code. The code itself comes from this server; the address and the workload are filled in here and not sent.'),
    tabs(
      'Language',
      offered.languages.map((language) => {
        const styles = offered.styles.filter((style) => style.languages.includes(language));
        return [NAMES[language] ?? language, () => panel(language, styles, params.workload, signal)];
      }),
    ),
  );
}

function panel(language, styles, workloadId, signal) {
  const holder = h('div', {});
  const choices = styles.map(({ style }) => [style, STYLES[style] ?? style]);
  const show = (style) => fill(holder, program(language, style, workloadId, signal));
  show(choices[0][0]);
  return [choices.length > 1 && segmented('What the code does', choices, choices[0][0], show), holder];
}

function program(language, style, workloadId, signal) {
  const holder = h('div', { 'aria-busy': 'true' }, h('p', { class: 'hint' }, 'Putting the code together…'), skeleton('tall'));
  const load = async () => {
    try {
      const body = { language, style, ...(workloadId && { workload_id: workloadId }) };
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
  const files = answer.files ?? [{ name: `${NAMES[language] ?? language} client`, code: answer.code }];
  return [
    answer.explanation && h('p', {}, answer.explanation),
    files.map(({ name, code }) => codeBlock(code, name)),
    answer.usage_instructions && card('How to run it', {}, h('p', { class: 'pre-line' }, answer.usage_instructions)),
    h('p', { class: 'hint' }, by),
  ];
}
