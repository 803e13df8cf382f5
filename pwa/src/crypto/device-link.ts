/**
 * What lets one device into the account of another: a secret that both have and the server never sees, and what
 * derives from it (docs/protocol.md, "Adding a device by a link").
 */
import { toBase64url } from "../core/base64url";
import { readCode, toCode, CODE_BYTES } from "./crockford";
import { deriveProof, deriveWrappingKey, SECRET_BYTES, type Secret } from "./derive";

export const mintLinkSecret = (): Secret => crypto.getRandomValues(new Uint8Array(CODE_BYTES));

/** The 26 characters that stand in the fragment of the link. */
export const linkCode: (secret: Secret) => string = toCode;

/** The secret in what was pasted: the code, or the link that ends in it; null when it is neither. */
export const parseLinkCode: (pasted: string) => Secret | null = readCode;

/** What the server finds the link by. */
export const deriveLinkToken = async (secret: Secret): Promise<string> =>
  toBase64url(await deriveProof(secret, "kept/link-token/v1"));

/** What the data key is wrapped by on its way to the new device. */
export const deriveLinkKey = (secret: Secret): Promise<CryptoKey> =>
  deriveWrappingKey(secret, "kept/link-wrap/v1");

/** By which the server knows the new device again, until that has its session. */
export const mintClaimSecret = (): string =>
  toBase64url(crypto.getRandomValues(new Uint8Array(SECRET_BYTES)));
