/**
 * What the page does before anything else, written into index.html itself (tools/inline.ts): on the way out
 * (ui/leave.ts) it leaves, else it takes the theme that was chosen on this device, and reads what every start
 * has to know first (db/device.ts) while the code that asks for it is still on its way.
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

  // The page holds the head of Today, for the first paint: no other address has it.
  if (location.pathname !== "/") document.documentElement.dataset["elsewhere"] = "";

  const settle = <Value>(request: IDBRequest<Value>): Promise<Value> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => {
        resolve(request.result);
      };
      request.onerror = () => {
        reject(request.error ?? new DOMException("", "UnknownError"));
      };
    });

  const readDevice = async (): Promise<readonly unknown[]> => {
    const opening = indexedDB.open("kept-device");
    // There is none yet: to make it is the app's business.
    opening.onupgradeneeded = () => opening.transaction?.abort();
    const database = await settle(opening);
    try {
      const rows: IDBRequest<unknown[]> = database
        .transaction("device")
        .objectStore("device")
        .getAll();
      return await settle(rows);
    } finally {
      database.close();
    }
  };

  const reading = readDevice();
  // Looked at where it is taken; until then, closed storage is no fault of the page.
  reading.catch(() => undefined);
  Object.assign(globalThis, { keptDevice: reading });
})();
