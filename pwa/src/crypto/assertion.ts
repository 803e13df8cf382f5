/**
 * What a passkey answers (WebAuthn Level 3, section 7.2), looked at on the device itself: the lock of the app
 * is opened by it and no server is asked. The count of signatures is not looked at: passkeys have none.
 */
import { toBase64url } from "../core/base64url";
import type { Passkey } from "../model/lock";

type Bytes = Uint8Array<ArrayBuffer>;

export interface Assertion {
  readonly authenticatorData: Bytes;
  readonly clientDataJson: Bytes;
  readonly signature: Bytes;
}

export interface Asked {
  readonly challenge: Bytes;
  readonly origin: string;
  /** The host's name. */
  readonly relyingParty: string;
}

/** Of the COSE registry: ECDSA on P-256, and RSA with PKCS #1 v1.5, both with SHA-256. */
export const ES256 = -7;
export const RS256 = -257;

const FLAGS_AT = 32;
const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const COORDINATE_BYTES = 32;

export async function isGenuine(
  { authenticatorData, clientDataJson, signature }: Assertion,
  passkey: Passkey,
  asked: Asked,
): Promise<boolean> {
  if (!isAnswerTo(clientDataJson, asked)) return false;
  if (!(await isVerifiedFor(authenticatorData, asked.relyingParty))) return false;
  const signed = new Uint8Array([...authenticatorData, ...(await sha256(clientDataJson))]);
  return isSignedBy(passkey, signature, signed);
}

function isAnswerTo(clientDataJson: Bytes, { challenge, origin }: Asked): boolean {
  const data = JSON.parse(new TextDecoder().decode(clientDataJson)) as Record<string, unknown>;
  return (
    data["type"] === "webauthn.get" &&
    data["challenge"] === toBase64url(challenge) &&
    data["origin"] === origin &&
    data["crossOrigin"] !== true
  );
}

/** Made for this host, and by a person whom the device has recognised. */
async function isVerifiedFor(authenticatorData: Bytes, relyingParty: string): Promise<boolean> {
  const host = await sha256(new TextEncoder().encode(relyingParty));
  const flags = authenticatorData[FLAGS_AT] ?? 0;
  const isRecognised = (flags & USER_PRESENT) !== 0 && (flags & USER_VERIFIED) !== 0;
  return isRecognised && host.every((byte, index) => byte === authenticatorData[index]);
}

async function isSignedBy(
  { publicKey, algorithm }: Passkey,
  signature: Bytes,
  signed: Bytes,
): Promise<boolean> {
  if (algorithm === RS256) {
    const rsa = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
    const key = await crypto.subtle.importKey("spki", publicKey, rsa, false, ["verify"]);
    return crypto.subtle.verify(rsa, key, signature, signed);
  }
  const raw = toRawSignature(signature);
  if (algorithm !== ES256 || raw === null) return false;
  const curve = { name: "ECDSA", namedCurve: "P-256" };
  const key = await crypto.subtle.importKey("spki", publicKey, curve, false, ["verify"]);
  return crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, raw, signed);
}

/**
 * Authenticators give ECDSA signatures in DER, a sequence of two integers; WebCrypto wants the two side by side,
 * each 32 bytes long. Null where it is no such sequence.
 */
export function toRawSignature(der: Bytes): Bytes | null {
  const [sequence, length, ...rest] = der;
  if (sequence !== 0x30 || length !== rest.length) return null;
  const first = readInteger(rest);
  const second = first === null ? null : readInteger(first.rest);
  if (first === null || second?.rest.length !== 0) return null;
  return new Uint8Array([...first.value, ...second.value]);
}

interface Read {
  /** Padded with zeros, or freed of them, to 32 bytes. */
  readonly value: readonly number[];
  readonly rest: readonly number[];
}

function readInteger([tag, length = 0, ...rest]: readonly number[]): Read | null {
  if (tag !== 0x02 || rest.length < length) return null;
  const digits = rest.slice(0, length);
  const first = digits.findIndex((byte) => byte !== 0);
  const value = first === -1 ? [] : digits.slice(first);
  if (value.length > COORDINATE_BYTES) return null;
  const padding = Array.from({ length: COORDINATE_BYTES - value.length }, () => 0);
  return { value: [...padding, ...value], rest: rest.slice(length) };
}

const sha256 = async (bytes: Bytes): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
