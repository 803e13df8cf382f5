/** What becomes of a password, which itself never leaves the device (docs/protocol.md, "Secrets"). */
import { toBase64url } from "../core/base64url";
import { deriveProof, deriveWrappingKey, SECRET_BYTES, type Secret } from "./derive";

/** How a master secret is made from a password; stored with the account, so it may grow. */
export interface Kdf {
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly rounds: number;
}

export interface PasswordKeys {
  /** Sent to the server, as base64url. */
  readonly authSecret: string;
  readonly wrappingKey: CryptoKey;
}

export type PasswordProblem =
  "too-short" | "too-long" | "has-username" | "too-simple" | "too-common";

/** As OWASP has it for PBKDF2-HMAC-SHA-256 since 2023. */
export const ROUNDS = 600_000;
export const SALT_BYTES = 16;
export const MIN_CHARACTERS = 10;
export const MAX_CHARACTERS = 128;
/** Fewer than this that are neither repeated nor counted up or down, and it is a pattern. */
const MIN_SURPRISES = 5;

const encoder = new TextEncoder();

export const mintKdf = (): Kdf => ({
  salt: crypto.getRandomValues(new Uint8Array(SALT_BYTES)),
  rounds: ROUNDS,
});

/** Takes about a second on a phone, which is the point. */
export async function deriveFromPassword(password: string, kdf: Kdf): Promise<PasswordKeys> {
  const master = await stretch(password, kdf);
  const authSecret = toBase64url(await deriveProof(master, "kept/auth/v1"));
  return { authSecret, wrappingKey: await deriveWrappingKey(master, "kept/wrap/v1") };
}

/** The master secret; what is used is derived from it. */
export async function stretch(password: string, { salt, rounds }: Kdf): Promise<Secret> {
  // NFKC: the same keys pressed on another system may compose their letters otherwise.
  const text = encoder.encode(password.normalize("NFKC"));
  const key = await crypto.subtle.importKey("raw", text, "PBKDF2", false, ["deriveBits"]);
  const parameters = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
  return new Uint8Array(await crypto.subtle.deriveBits(parameters, key, 8 * SECRET_BYTES));
}

/** Why a new password cannot be taken, or null when it can. */
export function passwordProblem(password: string, username: string): PasswordProblem | null {
  const characters = Array.from(password.normalize("NFKC"));
  if (characters.length < MIN_CHARACTERS) return "too-short";
  if (characters.length > MAX_CHARACTERS) return "too-long";
  if (username !== "" && password.toLowerCase().includes(username.toLowerCase())) {
    return "has-username";
  }
  return countSurprises(characters) < MIN_SURPRISES ? "too-simple" : null;
}

/** Different characters that do not follow from the one before them. */
function countSurprises(characters: readonly string[]): number {
  const codes = characters.map((character) => character.codePointAt(0) ?? 0);
  const surprises = codes.filter((code, index) => {
    const before = codes[index - 1];
    return before === undefined || Math.abs(code - before) > 1;
  });
  return new Set(surprises).size;
}
