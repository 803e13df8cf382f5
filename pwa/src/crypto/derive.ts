/**
 * HKDF-SHA-256 with an empty salt (RFC 5869), as docs/protocol.md uses it: one secret becomes several
 * that tell nothing of each other.
 */
const encoder = new TextEncoder();

export const SECRET_BYTES = 32;

export type Secret = Uint8Array<ArrayBuffer>;

/** 32 bytes to send as the proof of a secret. */
export async function deriveProof(secret: Secret, info: string): Promise<Secret> {
  const bits = await crypto.subtle.deriveBits(
    hkdf(info),
    await asKey(secret, "deriveBits"),
    8 * SECRET_BYTES,
  );
  return new Uint8Array(bits);
}

/** A key that wraps the data key; no script can read its bytes. */
export async function deriveWrappingKey(secret: Secret, info: string): Promise<CryptoKey> {
  const aes = { name: "AES-GCM", length: 8 * SECRET_BYTES };
  const uses: KeyUsage[] = ["encrypt", "decrypt"];
  return crypto.subtle.deriveKey(hkdf(info), await asKey(secret, "deriveKey"), aes, false, uses);
}

export const hkdf = (info: string): HkdfParams => ({
  name: "HKDF",
  hash: "SHA-256",
  salt: new Uint8Array(),
  info: encoder.encode(info),
});

const asKey = (secret: Secret, use: KeyUsage): Promise<CryptoKey> =>
  crypto.subtle.importKey("raw", secret, "HKDF", false, [use]);
