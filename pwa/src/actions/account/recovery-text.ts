/** How a recovery key is written, for the screens that show one. */
export type { Secret as RecoveryKeyBytes } from "../../crypto/derive";
export { tidyCode } from "../../crypto/crockford";
export { groupRecoveryKey, recoveryKeyText } from "../../crypto/recovery-key";
