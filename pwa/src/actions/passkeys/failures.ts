/** What can come between a person and their passkey; nothing has changed then. */
export type PasskeyFailure =
  /** Put away, timed out, none that fits, or not allowed here: browsers do not say which. */
  | { readonly type: "passkey-cancelled" }
  /** This device has one of the account already. */
  | { readonly type: "passkey-exists" }
  /** It only signs in: it gives no secret that could open the words. */
  | { readonly type: "passkey-cannot-open" }
  /** This browser, or this address, cannot have any. */
  | { readonly type: "passkey-unsupported" };
