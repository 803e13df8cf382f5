/** The service worker: a table of events. Everything the app is made of is here before it is needed. */
import type { PageMessage } from "../sw-bridge/messages";
import { answerClick, answerClose } from "./answers";
import { SYNC_TAG, syncNow } from "./background-sync";
import { receivePush } from "./notifications";
import { servePrecached } from "./precache";
import { serveRarelyUsed } from "./rarely-used";
import { renewSubscription } from "./subscription";
import { worker } from "./worker";

servePrecached();
serveRarelyUsed();

worker.addEventListener("activate", (event) => {
  // The page that installed it is served by it at once, so that its first reload works offline.
  event.waitUntil(worker.clients.claim());
});

worker.addEventListener("message", (event) => {
  const { type } = event.data as Partial<PageMessage>;
  // A new version waits until a person has agreed to it.
  if (type === "take-over") event.waitUntil(worker.skipWaiting());
  // A page that was being opened just when this version began was passed over then.
  if (type === "claim") event.waitUntil(worker.clients.claim());
});

worker.addEventListener("push", (event) => {
  event.waitUntil(receivePush(event.data));
});

worker.addEventListener("notificationclick", (event) => {
  event.waitUntil(answerClick(event.action, event.notification));
});

worker.addEventListener("notificationclose", (event) => {
  event.waitUntil(answerClose(event.notification));
});

worker.addEventListener("pushsubscriptionchange", (event) => {
  // In no list of types, but an event that waits like the others.
  (event as ExtendableEvent).waitUntil(renewSubscription());
});

// Chromium's own event.
worker.addEventListener("sync" as "activate", (event) => {
  if ((event as ExtendableEvent & { readonly tag?: string }).tag === SYNC_TAG) {
    event.waitUntil(syncNow());
  }
});
