// Before the first paint, so that a dark room stays dark: the theme that was chosen on this device.
(() => {
  let theme = null;
  try {
    theme = localStorage.getItem("kept:theme");
  } catch {
    // Storage is closed to this page: follow the system.
  }
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
})();
