// Runs before the first paint, so that a chosen theme never flashes.
(function () {
  'use strict';
  let theme = null;
  try {
    theme = localStorage.getItem('aluminatiai.theme');
  } catch {
    // A browser that forbids storage shows its own theme.
  }
  if (theme === 'light' || theme === 'dark') {
    document.documentElement.dataset.theme = theme;
  }
})();
