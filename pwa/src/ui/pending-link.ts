/**
 * A link that this device has claimed, until it is signed in: phones throw away pages that are not looked at, and
 * the number is chosen on another device. It lives as long as the tab, and no longer.
 */
import type { Claim } from "../actions/linking/take-link";

const NAME = "kept:link";

export function rememberLink(claim: Claim): void {
  try {
    sessionStorage.setItem(NAME, JSON.stringify(claim));
  } catch {
    // Where storage is closed, a page that is thrown away has to begin with another link.
  }
}

/** Null where none waits. */
export function pendingLink(): Claim | null {
  try {
    const stored = sessionStorage.getItem(NAME);
    return stored === null ? null : (JSON.parse(stored) as Claim);
  } catch {
    return null;
  }
}

export function forgetLink(): void {
  try {
    sessionStorage.removeItem(NAME);
  } catch {
    // Where storage is closed, nothing was remembered.
  }
}
