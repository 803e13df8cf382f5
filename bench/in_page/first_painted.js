// Tells the bench when the first element that matches SELECTOR has been painted, in ms since the navigation
// began, and whether a finger at its middle would reach it. `largestPaintMs` is the LCP so far.
(() => {
  globalThis.largestPaintMs = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) globalThis.largestPaintMs = entry.startTime;
  }).observe({ type: "largest-contentful-paint", buffered: true });

  const isReachable = (element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    const top = document.elementFromPoint(x + width / 2, y + height / 2);
    return element === top || element.contains(top);
  };

  const look = () => {
    const element = document.querySelector(SELECTOR);
    if (element === null) return;
    observer.disconnect();
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      const atMs = performance.now();
      tellBench(JSON.stringify({ atMs, isReachable: isReachable(element) }));
    };
    // The message is handled after the paint of the frame whose callback has sent it.
    requestAnimationFrame(() => port2.postMessage(null));
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { childList: true, subtree: true });
})();
