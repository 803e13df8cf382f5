/** An invitation that waits until it is accepted or turns out to be void; it lives as long as the tab, and no longer. */
const NAME = "kept:invite";

export function rememberInvite(code: string): void {
  try {
    sessionStorage.setItem(NAME, code);
  } catch {
    // Where storage is closed, the code has to be pasted once more.
  }
}

/** "" where none waits. */
export function pendingInvite(): string {
  try {
    return sessionStorage.getItem(NAME) ?? "";
  } catch {
    return "";
  }
}

export function forgetInvite(): void {
  try {
    sessionStorage.removeItem(NAME);
  } catch {
    // Where storage is closed, nothing was remembered.
  }
}
