// Before the first paint: on the way out (src/ui/leave.ts), or in the theme that was chosen on this device.
(() => {
  let theme = null;
  try {
    const target = sessionStorage.getItem("kept:leaving");
    if (target !== null) {
      document.documentElement.hidden = true;
      sessionStorage.removeItem("kept:leaving");
      location.replace(target);
    }
    theme = localStorage.getItem("kept:theme");
  } catch {
    // Storage is closed to this page: follow the system.
  }
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
})();
