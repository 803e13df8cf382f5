/** How a recovery key is written, for the screens that show one. */
export type { Secret as RecoveryKeyBytes } from "../../crypto/derive";
export { groupRecoveryKey, recoveryKeyText, tidyRecoveryText } from "../../crypto/recovery-key";
