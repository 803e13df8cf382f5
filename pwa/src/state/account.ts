/** Whose device this is, and whether the words of the account can be opened here. */
import { signal, type ReadonlySignal, type Signal } from "@preact/signals";
import type { DeviceAccount, DeviceStore } from "../db/device";

export interface AccountState {
  /** Null without an account. */
  readonly current: ReadonlySignal<DeviceAccount | null>;
  /** Signed in, but the data key is not on this device. */
  readonly isLocked: Signal<boolean>;
}

/** `onMove`: another tab has chosen another account, and this page shows the wrong one. */
export function createAccount(
  device: DeviceStore,
  account: DeviceAccount | null,
  onMove: () => void,
): AccountState {
  const current = signal(account);
  device.subscribe((changed, isElsewhere) => {
    if (changed?.account === current.peek()?.account) current.value = changed;
    else if (isElsewhere) onMove();
  });
  return { current, isLocked: signal(false) };
}
