/** What the sync of this device is doing, or what keeps it from it. */
export type SyncPhase =
  /** No account, or not signed in on this device. */
  | "off"
  | "idle"
  | "syncing"
  | "offline"
  | "intercepted"
  | "signed-out"
  | "other-account"
  | "update-needed"
  | "fault";
