/** All that concerns the lock of the app, bound to this device; loaded when it is first asked for. */
import { bind } from "../bind";
import type { ActionContext } from "../context";
import { eraseDevice } from "./erase-device";
import { openByPassword } from "./open-by-password";
import { addPasskey, canHavePasskey, removePasskey, tryPasskey } from "./passkey";
import { setBlank, setLockAfter, setReflectionsLock } from "./set-guard";
import { removeLock, setPin } from "./set-pin";
import { readWait, tryPin } from "./try-pin";

export function createLockActions(context: ActionContext) {
  return {
    canHavePasskey,
    setPin: bind(context, setPin),
    removeLock: bind(context, removeLock),
    tryPin: bind(context, tryPin),
    readWait: bind(context, readWait),
    addPasskey: bind(context, addPasskey),
    removePasskey: bind(context, removePasskey),
    tryPasskey: bind(context, tryPasskey),
    setLockAfter: bind(context, setLockAfter),
    setReflectionsLock: bind(context, setReflectionsLock),
    setBlank: bind(context, setBlank),
    openByPassword: bind(context, openByPassword),
    eraseDevice: bind(context, eraseDevice),
  };
}

export type LockActions = ReturnType<typeof createLockActions>;
