// What the device holds, asked from outside the app's own code.
(() => {
  const LONGEST_MS = 120_000;

  const open = () =>
    new Promise((resolve, reject) => {
      const request = indexedDB.open("kept-local");
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });

  const count = async (store) => {
    const database = await open();
    try {
      return await new Promise((resolve, reject) => {
        const request = database.transaction(store).objectStore(store).count();
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    } finally {
      database.close();
    }
  };

  /** Settles when so many habits have the closed part of their past folded. */
  globalThis.checkpointsStored = async (habits) => {
    const endsAt = performance.now() + LONGEST_MS;
    while ((await count("checkpoints")) < habits) {
      if (performance.now() > endsAt) throw new Error("The checkpoints were not stored");
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  };

  /** Settles when the service worker answers for this page. */
  globalThis.readyForOffline = () =>
    navigator.serviceWorker.controller !== null ||
    new Promise((resolve) => {
      navigator.serviceWorker.addEventListener("controllerchange", () => resolve(true), { once: true });
    });

  /** The addresses of all that the service worker keeps. */
  globalThis.precachedAddresses = async () => {
    const caches_ = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
    const requests = await Promise.all(caches_.map((cache) => cache.keys()));
    return requests.flat().map((request) => request.url);
  };

  /** The addresses of what this page had asked for by then, itself included; its icon and manifest are not. */
  globalThis.loadedAddresses = (byMs) => {
    const links = document.querySelectorAll("link[rel~=icon], link[rel=manifest]");
    const notShown = new Set([...links].map((link) => link.href));
    const asked = performance.getEntriesByType("resource").filter(({ startTime }) => startTime <= byMs);
    const loaded = asked.map(({ name }) => name);
    return [location.href, ...loaded.filter((address) => !notShown.has(address))];
  };
})();
