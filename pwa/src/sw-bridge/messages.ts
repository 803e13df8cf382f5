/** What a page says to the service worker. */
export interface PageMessage {
  readonly type: "claim" | "take-over";
}
