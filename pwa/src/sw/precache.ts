/** All files of the build, saved on the device; every address of the app opens its one page. */
import type { RouteHandlerCallback } from "workbox-core";
import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
  type PrecacheEntry,
} from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";
import { ADDRESSES } from "../contract/addresses";

/** Put in by the build: every file with its revision (tools/precache.ts). */
declare const PRECACHED: readonly PrecacheEntry[];

/** Paths that are answered by the server only. */
const SERVER_ONLY = [
  /^\/api\//,
  /^\/healthz$/,
  /^\/notices\.txt$/,
  /^\/server-sign-in$/,
  /^\/oidc\//,
];

/** By their first part: what is below it is the app's own to say. */
const FIRST_PARTS = new Set(Object.keys(ADDRESSES).map((address) => address.split("/")[1]));
const OF_THE_APP = new RegExp(`^/(?:${[...FIRST_PARTS].join("|")})(?:[/?#]|$)`);

export function servePrecached(): void {
  cleanupOutdatedCaches();
  precacheAndRoute([...PRECACHED], { cleanURLs: false, directoryIndex: "" });
  const openApp = createHandlerBoundToURL("/");
  registerRoute(new NavigationRoute(openApp, { allowlist: [OF_THE_APP] }));
  // Somebody else's page on this origin, such as the login of a proxy; offline, the app says that it has no such page.
  const askServer: RouteHandlerCallback = async (options) => {
    try {
      return await fetch(options.request);
    } catch {
      return openApp(options);
    }
  };
  registerRoute(new NavigationRoute(askServer, { denylist: SERVER_ONLY }));
}
