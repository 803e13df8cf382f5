/** Why a run of the sync, or one request of it, ended without what it was for. */
import type { StorageFailure } from "../db/failures";

/** The request as a whole was too large or not well-formed: a smaller one may pass. */
export interface Unreadable {
  readonly type: "unreadable";
  readonly code: string;
}

export type SendFailure =
  /** No answer came: no network, no server, or (`isLate`) it took too long. */
  | { readonly type: "offline"; readonly isLate?: true }
  | { readonly type: "signed-out" }
  /** The browser is signed in as someone else than this page. */
  | { readonly type: "other-account" }
  | { readonly type: "update-needed" }
  | Unreadable
  | { readonly type: "too-many"; readonly retryAfterSeconds: number }
  /** Something in front of the server answered in its place, such as a login of its own. */
  | { readonly type: "intercepted" }
  /** The server failed, or what came was no answer. */
  | { readonly type: "fault" };

export type SyncFailure = SendFailure | StorageFailure;
