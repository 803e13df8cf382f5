/** All that concerns the account, bound to this device; loaded when it is first asked for. */
import { bind } from "../bind";
import type { ActionContext } from "../context";
import { settleIn } from "./arrival";
import { whatIsHeld } from "./bring-in";
import { changePassword } from "./change-password";
import { deleteAccount } from "./delete-account";
import { listDevices, nameDevice, revokeOtherSessions, revokeSession } from "./devices";
import { notifySignOut } from "./notify-sign-out";
import { recover } from "./recover";
import { replaceRecoveryKey } from "./replace-recovery-key";
import { resetPassword } from "./reset-password";
import { markSignedOut } from "./session-lost";
import { signIn } from "./sign-in";
import { countUnsent, signOut } from "./sign-out";
import { mintNewKeys, readSignUpMode, signUp } from "./sign-up";
import { stepUp } from "./step-up";
import { isLocked, readKeyHolders, unlockByPassword, unlockByRecoveryKey } from "./unlock-words";

export function createAccountActions(context: ActionContext) {
  return {
    readSignUpMode,
    mintNewKeys,
    whatIsHeld: bind(context, whatIsHeld),
    signUp: bind(context, signUp),
    signIn: bind(context, signIn),
    recover: bind(context, recover),
    resetPassword: bind(context, resetPassword),
    settleIn: bind(context, settleIn),
    isLocked: bind(context, isLocked),
    readKeyHolders: bind(context, readKeyHolders),
    unlockByPassword: bind(context, unlockByPassword),
    unlockByRecoveryKey: bind(context, unlockByRecoveryKey),
    stepUp: bind(context, stepUp),
    changePassword: bind(context, changePassword),
    replaceRecoveryKey: bind(context, replaceRecoveryKey),
    listDevices: bind(context, listDevices),
    nameDevice: bind(context, nameDevice),
    revokeSession: bind(context, revokeSession),
    revokeOtherSessions: bind(context, revokeOtherSessions),
    countUnsent: bind(context, countUnsent),
    signOut: bind(context, signOut),
    notifySignOut: bind(context, notifySignOut),
    deleteAccount: bind(context, deleteAccount),
    markSignedOut: bind(context, markSignedOut),
  };
}

export type AccountActions = ReturnType<typeof createAccountActions>;
