import type { NewPassword, Session } from "../../api/accounts";
import { wrapDataKey, type DataKey } from "../../crypto/data-key";
import { deriveFromPassword } from "../../crypto/password";

/**
 * What the server needs to know of a new password: never the password. The salt stays: everybody may ask
 * the server for it, and would see by another one that the password was changed.
 */
export async function newPassword(
  password: string,
  { account, kdf }: Session,
  dataKey: DataKey,
): Promise<NewPassword> {
  const { authSecret, wrappingKey } = await deriveFromPassword(password, kdf);
  return { authSecret, kdf, wrap: await wrapDataKey(wrappingKey, account, "password", dataKey) };
}
