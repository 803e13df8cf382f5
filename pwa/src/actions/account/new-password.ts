import type { NewPassword } from "../../api/accounts";
import { wrapDataKey, type DataKey } from "../../crypto/data-key";
import { deriveFromPassword, mintKdf } from "../../crypto/password";

/** What the server needs to know of a new password: never the password. */
export async function newPassword(
  password: string,
  account: string,
  dataKey: DataKey,
): Promise<NewPassword> {
  const kdf = mintKdf();
  const { authSecret, wrappingKey } = await deriveFromPassword(password, kdf);
  return { authSecret, kdf, wrap: await wrapDataKey(wrappingKey, account, "password", dataKey) };
}
