/** An invitation that waits until its person has signed in; it lives as long as the tab, and no longer. */
const NAME = "kept:invite";

export function rememberInvite(code: string): void {
  try {
    sessionStorage.setItem(NAME, code);
  } catch {
    // Where storage is closed, the code has to be pasted once more.
  }
}

export function takeInvite(): string {
  try {
    const code = sessionStorage.getItem(NAME) ?? "";
    sessionStorage.removeItem(NAME);
    return code;
  } catch {
    return "";
  }
}

export function hasInvite(): boolean {
  try {
    return sessionStorage.getItem(NAME) !== null;
  } catch {
    return false;
  }
}
