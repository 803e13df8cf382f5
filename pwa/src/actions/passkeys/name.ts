/** The name of a passkey, encrypted for it, so that the server cannot read it. */
import { unsealWith, type KeyRing } from "../../crypto/key-ring";
import { seal, type Place, type SealingKey } from "../../crypto/seal";
import { cleanLine } from "../../model/text";

const placeOf = (account: string, id: string): Place => ({
  account,
  type: "passkey",
  id,
  field: "name",
});

export const sealPasskeyName = (
  key: SealingKey,
  account: string,
  id: string,
  name: string,
): Promise<string> => seal(key, placeOf(account, id), cleanLine(name));

/** Null where there is none, or where it does not open. */
export async function openPasskeyName(
  ring: KeyRing | null,
  account: string,
  id: string,
  sealed: string | null,
): Promise<string | null> {
  if (ring === null || sealed === null) return null;
  const opened = await unsealWith(ring, placeOf(account, id), sealed);
  return opened.ok && typeof opened.value === "string" ? opened.value : null;
}
