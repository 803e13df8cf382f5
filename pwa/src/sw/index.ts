/** The service worker: a table of events. Everything the app is made of is here before it is needed. */
import type { PageMessage } from "../sw-bridge/messages";
import { servePrecached } from "./precache";
import { serveSeldom } from "./seldom";

const worker = self as unknown as ServiceWorkerGlobalScope;

servePrecached();
serveSeldom();

worker.addEventListener("activate", (event) => {
  // The page that installed it is served by it at once, so that its first reload works offline.
  event.waitUntil(worker.clients.claim());
});

worker.addEventListener("message", (event) => {
  // A new version waits until a person has agreed to it.
  const { type } = event.data as Partial<PageMessage>;
  if (type === "take-over") event.waitUntil(worker.skipWaiting());
});
