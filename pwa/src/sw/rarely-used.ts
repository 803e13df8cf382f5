/** What not everybody needs, to read the files of other apps and to have an account, is kept from its first use on. */
import { registerRoute } from "workbox-routing";

const CACHE = "kept-seldom";
/** The build gives these names (vite.config.ts), and leaves them out of the precache (tools/precache.ts). */
const RARELY_USED = /^\/assets\/(foreign|online|sqlite)-[\w-]{8}\.(css|js|wasm)$/;
const HASH = /-[\w-]{8}(?=\.\w+$)/;

export function serveRarelyUsed(): void {
  registerRoute(
    ({ url, sameOrigin }) => sameOrigin && RARELY_USED.test(url.pathname),
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

/** Of each file one version: a newer one has another hash. */
async function forgetOlder(cache: Cache, { url }: Request): Promise<void> {
  const nameOf = (address: string): string => address.replace(HASH, "");
  const older = (await cache.keys()).filter((key) => nameOf(key.url) === nameOf(url));
  await Promise.all(older.map((key) => cache.delete(key)));
}
