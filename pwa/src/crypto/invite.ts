/**
 * What two people share before the server knows anything of them: the secret of an invitation, and what
 * derives from it (docs/protocol.md, "The invitation and what derives from it").
 */
import { toBase64url } from "../core/base64url";
import { CODE_BYTES, readCode, toCode } from "./crockford";
import { deriveProof, deriveWrappingKey, type Secret } from "./derive";
import { seal, unseal, type Place, type SealingKey } from "./seal";

const KEY_ID_BYTES = 8;

export const mintInviteSecret = (): Secret => crypto.getRandomValues(new Uint8Array(CODE_BYTES));

/** The 26 characters that a person can copy, and that stand in the fragment of the link. */
export const inviteCode: (secret: Secret) => string = toCode;

/** The secret in what was pasted: the code, or the link that ends in it; null when it is neither. */
export const parseInvite: (pasted: string) => Secret | null = readCode;

/** What the server finds the invitation by. */
export const deriveInviteToken = async (secret: Secret): Promise<string> =>
  toBase64url(await deriveProof(secret, "kept/invite/v1"));

/** What labels are sealed under, so that the two people read them and nobody else. */
export async function derivePairKey(secret: Secret): Promise<SealingKey> {
  const id = await deriveProof(secret, "kept/pair-key-id/v1");
  return {
    // The first bytes of a longer output are the shorter output (RFC 5869).
    id: Array.from(id.subarray(0, KEY_ID_BYTES), (byte) => byte.toString(16).padStart(2, "0")).join(
      "",
    ),
    key: await deriveWrappingKey(secret, "kept/pair-key/v1"),
  };
}

export type Labelled = "share" | "together";

/** `account` is that of the label's owner; `id` the share's or the together link's. */
const placeOf = (account: string, type: Labelled, id: string): Place => ({
  account,
  type,
  id,
  field: "label",
});

export const sealLabel = (
  key: SealingKey,
  account: string,
  type: Labelled,
  id: string,
  label: string,
): Promise<string> => seal(key, placeOf(account, type, id), label);

/** The label's words, or null when they do not open. */
export async function openLabel(
  key: SealingKey,
  account: string,
  type: Labelled,
  id: string,
  sealed: string,
): Promise<string | null> {
  const opened = await unseal(key, placeOf(account, type, id), sealed);
  return opened.ok && typeof opened.value === "string" ? opened.value : null;
}
