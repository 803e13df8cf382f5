/** All files of the build, kept on the device; every address of the app opens its one page. */
import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
  type PrecacheEntry,
} from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";

/** Put in by the build: every file with its revision (tools/precache.ts). */
declare const PRECACHED: readonly PrecacheEntry[];

/** Paths that are answered by the server only. */
const SERVER_ONLY = [/^\/api\//, /^\/healthz$/];

export function servePrecached(): void {
  cleanupOutdatedCaches();
  precacheAndRoute([...PRECACHED], { cleanURLs: false, directoryIndex: "" });
  registerRoute(new NavigationRoute(createHandlerBoundToURL("/"), { denylist: SERVER_ONLY }));
}
