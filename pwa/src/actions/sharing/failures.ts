/** What can come between two people who want to show each other something. */
import type { ApiFailure } from "../../api/http";
import type { CommitFailure } from "../../db/commit";

export type SharingFailure =
  | ApiFailure
  | CommitFailure
  /** What was pasted is neither a code nor a link that ends in one. */
  | { readonly type: "no-code" }
  /** The secret that the labels are sealed under is not on this device. */
  | { readonly type: "no-pair-key" }
  /** There is no account on this device. */
  | { readonly type: "no-account" };
