/** What guards this device, and the page that follows it: loaded where there is a lock, or one is set. */
export { createGuardStore } from "../db/guard";
export { enforceLock } from "./enforce-lock";
