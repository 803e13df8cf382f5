/** What a page says to the service worker. */
export interface PageMessage {
  readonly type: "take-over";
}
