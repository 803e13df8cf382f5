/**
 * What the page does before anything else, written into index.html itself (tools/inline.ts): on the way out
 * (ui/leave.ts) it leaves, else it takes the theme that was chosen on this device.
 *
 * Compiled by itself: it imports nothing.
 */
(() => {
  let theme: string | null = null;
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
  if (theme === "light" || theme === "dark") document.documentElement.dataset["theme"] = theme;
})();
