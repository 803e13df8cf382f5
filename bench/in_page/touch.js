// What a touch leads to, timed from the time stamp of its pointerup to the frame that shows it.
// Tells the bench {changedMs, paintedMs}: when the document had changed, and when that was painted.
(() => {
  const paint = () =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now());
      // The message is handled after the paint of the frame whose callback has sent it.
      requestAnimationFrame(() => port2.postMessage(null));
    });

  const nextTouch = () =>
    new Promise((resolve) => {
      addEventListener("pointerup", (event) => resolve(event.timeStamp), { once: true, capture: true });
    });

  const change = (target, options, isThere) =>
    new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        if (!isThere()) return;
        observer.disconnect();
        resolve(performance.now());
      });
      observer.observe(target, options);
    });

  const measure = async (changing) => {
    const touching = nextTouch();
    const changedAt = await changing;
    const paintedAt = await paint();
    const touchedAt = await touching;
    const told = { changedMs: changedAt - touchedAt, paintedMs: paintedAt - touchedAt };
    tellBench(JSON.stringify(told));
  };

  /** A circle says its new state: as pressed, or as a higher or lower count. */
  globalThis.watchTick = (tick) => {
    const what = { attributeFilter: ["aria-pressed"], characterData: true, childList: true, subtree: true };
    void measure(change(tick, what, () => true));
  };

  /** Something that is not there yet appears. */
  globalThis.watchAppearance = (selector) => {
    const isThere = () => document.querySelector(selector) !== null;
    void measure(change(document, { childList: true, subtree: true }, isThere));
  };
})();
