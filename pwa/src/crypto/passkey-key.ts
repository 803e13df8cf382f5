/** What becomes of the secret that a passkey gives (WebAuthn's PRF extension; docs/protocol.md, "Secrets"). */
import { deriveWrappingKey, type Secret } from "./derive";

/** The key that wraps the data key of this account; the same passkey gives another account another one. */
export const derivePasskeyKey = (prf: Secret, account: string): Promise<CryptoKey> =>
  deriveWrappingKey(prf, `kept/passkey-wrap/v1|${account}`);
