// How a figure is cited: what it is, how it was made, and from which factors.

import { exact, number } from './format.js';

/** Returns a citation's formats as `[name, text]`. */
export function citations(workload, explanation) {
  const facts = factsOf(workload, explanation);
  return [
    ['Plain', plain(facts)],
    ['Markdown', markdown(facts)],
    ['LaTeX', latex(facts)],
    ['BibTeX', bibtex(facts)],
  ];
}

function factsOf({ id, workload, estimates, updated_at }, explanation) {
  const range = estimates.calibrated?.kwh;
  const sources = [...new Set((explanation ?? []).map((row) => row.source).filter((source) => source && !source.startsWith('stated')))];
  return {
    id,
    year: updated_at.slice(0, 4),
    day: updated_at.slice(0, 10),
    work: `${exact(workload.num_gpus)} × ${estimates.assumptions.gpu.replaceAll(/\s+/g, ' ')} for ${exact(workload.duration_hours)} h`,
    figures: `${number(estimates.kwh)} kWh, ${number(estimates.carbon_kg)} kg CO2e, ${number(estimates.cost_usd)} USD`,
    range: range ? `calibrated range ${number(range.low)}–${number(range.high)} kWh` : null,
    method: estimates.calculation_method,
    assumptions: `PUE ${exact(estimates.assumptions.pue)}, grid ${exact(estimates.assumptions.grid_kg_per_kwh)} kg CO2e/kWh (location-based)`,
    factors: estimates.factors_version,
    sources,
  };
}

function sentence(facts) {
  const range = facts.range ? `; ${facts.range}` : '';
  return `${facts.work}: estimated ${facts.figures}${range}. Method: ${facts.method}, ${facts.assumptions}. Factors: ${facts.factors}.`;
}

function plain(facts) {
  const sources = facts.sources.length > 0 ? ` Sources: ${facts.sources.join('; ')}.` : '';
  return `${sentence(facts)}${sources} AluminatiAI Workload Tracking, workload ${facts.id}, ${facts.day}.`;
}

function markdown(facts) {
  const rows = [
    ['Work', facts.work],
    ['Estimate', facts.figures],
    facts.range && ['Range', facts.range],
    ['Method', `${facts.method}; ${facts.assumptions}`],
    ['Factors', facts.factors],
    facts.sources.length > 0 && ['Sources', facts.sources.join('; ')],
    ['Workload', `\`${facts.id}\`, ${facts.day}`],
  ].filter(Boolean);
  // What a user typed stays text: no links, no HTML, no second column.
  const cell = (text) => String(text).replaceAll(/[\\|<>[\]*_~]/g, '\\$&');
  return ['| Energy and carbon | AluminatiAI Workload Tracking |', '|---|---|', ...rows.map(([name, text]) => `| ${name} | ${cell(text)} |`)].join('\n');
}

// Braces by name, since BibTeX counts those of \{ and \} too; the rest are signs that TeX reads as
// commands, or that its oldest font lacks.
const LATEX = {
  '\\': '\\textbackslash{}',
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  _: '\\_',
  '%': '\\%',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
  '"': "''",
  '×': '$\\times$',
  '−': '$-$',
  '≤': '$\\leq$',
  '≥': '$\\geq$',
  '–': '--',
};
const SPECIAL = /[\\{}$&#_%~^<>|"×−≤≥–]/g;

function escaped(text) {
  return text.replaceAll(SPECIAL, (sign) => LATEX[sign]).replaceAll(/CO2/g, 'CO\\textsubscript{2}');
}

function latex(facts) {
  const sources = facts.sources.length > 0 ? ` Sources: ${escaped(facts.sources.join('; '))}.` : '';
  return `${escaped(sentence(facts))}${sources}\\footnote{AluminatiAI Workload Tracking, workload \\texttt{${facts.id}}, ${facts.day}.}`;
}

function bibtex(facts) {
  return [
    `@misc{aluminatiai-${facts.id},`,
    '  author = {{AluminatiAI Workload Tracking}},',
    // Twice in braces: styles that write titles in small letters leave names alone.
    `  title  = {{Energy and carbon of ${escaped(facts.work)}}},`,
    `  year   = {${facts.year}},`,
    `  note   = {${escaped(sentence(facts))}${facts.sources.length > 0 ? ` Sources: ${escaped(facts.sources.join('; '))}.` : ''} Workload \\texttt{${facts.id}}}`,
    '}',
  ].join('\n');
}
