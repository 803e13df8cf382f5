/** SQLite, which reads other apps' databases, is large and seldom used: it is kept from its first use on. */
import { registerRoute } from "workbox-routing";

const CACHE = "kept-sqlite";
const SQLITE = /^\/assets\/sql(ite|-wasm)[^/]*-[\w-]{8}\.(js|wasm)$/;

export function serveSqlite(): void {
  registerRoute(
    ({ url, sameOrigin }) => sameOrigin && SQLITE.test(url.pathname),
    async ({ request }) => {
      const cache = await caches.open(CACHE);
      return (await cache.match(request)) ?? fetchOnce(cache, request);
    },
  );
}

async function fetchOnce(cache: Cache, request: Request): Promise<Response> {
  const response = await fetch(request);
  if (response.ok) {
    await forgetOlder(cache, request);
    await cache.put(request, response.clone());
  }
  return response;
}

/** Of the script and of the program one version each: a newer one has another name. */
async function forgetOlder(cache: Cache, { url }: Request): Promise<void> {
  const ending = url.slice(url.lastIndexOf("."));
  const older = (await cache.keys()).filter((key) => key.url.endsWith(ending));
  await Promise.all(older.map((key) => cache.delete(key)));
}
