/** The data key, wrapped and opened by the secret of a passkey. */
import { unwrapDataKey, wrapDataKey, type DataKey } from "../../crypto/data-key";
import type { Secret } from "../../crypto/derive";
import { derivePasskeyKey } from "../../crypto/passkey-key";

/** Null where the passkey gave no secret: it then signs in, and opens nothing. */
export const wrapByPasskey = async (
  prf: Secret | null,
  account: string,
  dataKey: DataKey,
): Promise<string | null> =>
  prf === null
    ? null
    : wrapDataKey(await derivePasskeyKey(prf, account), account, "passkey", dataKey);

/** Null where there is no wrap or no secret, or where the passkey gave another secret than it once did. */
export async function openByPasskey(
  prf: Secret | null,
  account: string,
  wrap: string | null,
): Promise<DataKey | null> {
  if (prf === null || wrap === null) return null;
  const key = await derivePasskeyKey(prf, account);
  const opened = await unwrapDataKey(key, account, "passkey", wrap);
  return opened.ok ? opened.value : null;
}
