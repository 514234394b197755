// Renders the OpenAPI document with Swagger UI, without anything from elsewhere.

'use strict';

const theme = document.documentElement.dataset.theme;
const isDark = theme ? theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
document.documentElement.classList.toggle('dark-mode', isDark);

// What assistive technology trips over: links inside of buttons, a level of headings left out, and
// text outside of every landmark.
function accessible({ React }) {
  return {
    components: {
      // There is one server, this one, and so nothing to choose.
      ServersContainer: () => null,
      DeepLink: ({ text }) => React.createElement('span', null, text),
    },
    wrapComponents: {
      InfoContainer: (Original) => (props) =>
        React.createElement('section', { 'aria-label': 'About this API' }, React.createElement(Original, props)),
      SchemesContainer: (Original) => (props) =>
        React.createElement('section', { 'aria-label': 'Key' }, React.createElement(Original, props)),
      operations: (Original) => (props) =>
        React.createElement(
          React.Fragment,
          null,
          React.createElement('h2', { className: 'visually-hidden' }, 'Operations'),
          React.createElement(Original, props),
        ),
    },
  };
}

// Controls without a name, boxes that scroll but take no focus, tables that hide what they are.
function complete(root) {
  for (const select of root.querySelectorAll('select:not([aria-label])')) {
    if (select.labels.length === 0) {
      select.setAttribute('aria-label', select.matches('.examples-select-element') ? 'Example' : 'Media type');
    }
  }
  root.querySelectorAll('.body-param__text').forEach((body) => body.setAttribute('aria-label', 'Request body'));
  for (const box of root.querySelectorAll('pre:not([tabindex]), textarea.curl:not([tabindex])')) {
    box.tabIndex = 0;
  }
  root.querySelectorAll('.close-modal').forEach((button) => button.setAttribute('aria-label', 'Close'));
  for (const dialog of root.querySelectorAll('.modal-ux:not([role])')) {
    dialog.setAttribute('role', 'dialog');
    dialog.setAttribute('aria-label', 'API key');
    dialog.querySelectorAll('h3').forEach((heading) => heading.setAttribute('aria-level', '2'));
    dialog.querySelectorAll('h4').forEach((heading) => heading.setAttribute('aria-level', '3'));
  }
  // A table that calls itself a region is no table to a screen reader.
  root.querySelectorAll('table[role]').forEach((table) => table.removeAttribute('role'));
}

const reference = document.getElementById('reference');
new MutationObserver(() => complete(reference)).observe(reference, { childList: true, subtree: true });

window.SwaggerUIBundle({
  url: 'openapi.json',
  domNode: reference,
  presets: [window.SwaggerUIBundle.presets.apis],
  plugins: [accessible],
  layout: 'BaseLayout',
  deepLinking: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: -1,
  displayRequestDuration: true,
  validatorUrl: null,
  syntaxHighlight: { theme: 'arta' },
});
