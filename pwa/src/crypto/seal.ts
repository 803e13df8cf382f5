/**
 * Words are sealed before they leave the device (docs/protocol.md, "A sealed value").
 *
 * `v1.<key id>.<nonce>.<ciphertext>`: AES-256-GCM by WebCrypto under a random 96-bit nonce. The place
 * where a value belongs is authenticated with it, so that one moved elsewhere does not open, and its
 * length is hidden in steps of 64 bytes.
 */
import { fromBase64url, toBase64url } from "../core/base64url";
import { failed, success, type Result } from "../core/result";
import { canonicalJson, type Json } from "../model/registers";

/** An AES-GCM key that may encrypt and decrypt, and the name under which sealed values ask for it. */
export interface SealingKey {
  /** 16 hex characters. */
  readonly id: string;
  readonly key: CryptoKey;
}

/** Where a value belongs. */
export interface Place {
  readonly account: string;
  readonly type: string;
  readonly id: string;
  readonly field: string;
}

export type SealFailure =
  /** Sealed under a key that is not here. */
  | { readonly type: "locked"; readonly keyId: string }
  /** Not a sealed value, or one that was changed or moved. */
  | { readonly type: "broken-seal" };

const VERSION = "v1";
const NONCE_BYTES = 12;
const STEP_BYTES = 64;
const END_OF_TEXT = 0x80;
const SEALED = /^v1\.[0-9a-f]{16}\.[\w-]{16}\.[\w-]+$/;

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true });

export const isSealed = (value: unknown): value is string =>
  typeof value === "string" && SEALED.test(value);

/** The id of the key that a sealed value is encrypted under. */
export const keyIdOf = (sealed: string): string => sealed.split(".")[1] ?? "";

/** Seal a value for its place. */
export async function seal({ id, key }: SealingKey, place: Place, value: Json): Promise<string> {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const text = pad(encoder.encode(canonicalJson(value)));
  const sealed = await crypto.subtle.encrypt(parametersOf(nonce, place), key, text);
  return [VERSION, id, toBase64url(nonce), toBase64url(new Uint8Array(sealed))].join(".");
}

/** Open a value that was sealed for this place. */
export async function unseal(
  { id, key }: SealingKey,
  place: Place,
  sealed: string,
): Promise<Result<Json, SealFailure>> {
  const [, keyId = "", nonceText = "", ciphertextText = ""] = sealed.split(".");
  const nonce = fromBase64url(nonceText);
  const ciphertext = fromBase64url(ciphertextText);
  if (!isSealed(sealed) || nonce === null || ciphertext === null) {
    return failed({ type: "broken-seal" });
  }
  if (keyId !== id) return failed({ type: "locked", keyId });
  try {
    const text = await crypto.subtle.decrypt(parametersOf(nonce, place), key, ciphertext);
    return success(JSON.parse(decoder.decode(unpad(new Uint8Array(text)))) as Json);
  } catch {
    return failed({ type: "broken-seal" });
  }
}

const parametersOf = (nonce: Uint8Array<ArrayBuffer>, place: Place): AesGcmParams => ({
  name: "AES-GCM",
  iv: nonce,
  additionalData: encoder.encode(
    ["kept/v1", place.account, place.type, place.id, place.field].join("|"),
  ),
});

/** One byte that ends the text, then zeros up to the next step (ISO/IEC 7816-4). */
function pad(text: Uint8Array): Uint8Array<ArrayBuffer> {
  const padded = new Uint8Array(Math.ceil((text.length + 1) / STEP_BYTES) * STEP_BYTES);
  padded.set(text);
  padded[text.length] = END_OF_TEXT;
  return padded;
}

const unpad = (padded: Uint8Array): Uint8Array =>
  padded.subarray(0, padded.lastIndexOf(END_OF_TEXT));
