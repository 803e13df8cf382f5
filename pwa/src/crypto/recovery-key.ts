/**
 * The recovery key: 16 random bytes, shown as 26 characters of Crockford's base32 and his check character. Whoever has it can open the words of the account.
 */
import { toBase64url } from "../core/base64url";
import {
  ALPHABET,
  CODE_BYTES,
  CODE_CHARACTERS,
  fromCode,
  tidyCode,
  toCode,
  toNumber,
} from "./crockford";
import { deriveProof, deriveWrappingKey, type Secret } from "./derive";

export interface RecoveryKeys {
  /** Sent to the server, as base64url. */
  readonly recoverySecret: string;
  readonly wrappingKey: CryptoKey;
}

const GROUP_CHARACTERS = 3;
/** The check is a number below 37; these stand for the last five. */
const CHECK_ALPHABET = `${ALPHABET}*~$=U`;
const CHECK_MODULUS = 37n;

/** A new key whose check character is a digit or a letter: the signs are hard to find on a phone. */
export function mintRecoveryKey(): Secret {
  for (;;) {
    const key = crypto.getRandomValues(new Uint8Array(CODE_BYTES));
    if (checkOf(key) < ALPHABET.length) return key;
  }
}

/** The 27 characters without gaps. */
export const recoveryKeyText = (key: Secret): string =>
  toCode(key) + (CHECK_ALPHABET[checkOf(key)] ?? "");

/** In nine groups of three, as it is shown. */
export const groupRecoveryKey = (text: string): readonly string[] =>
  text.match(new RegExp(`.{1,${GROUP_CHARACTERS}}`, "g")) ?? [];

/** The key that was typed, or null when a character is wrong or missing. */
export function parseRecoveryKey(typed: string): Secret | null {
  const text = tidyCode(typed);
  const key = fromCode(text.slice(0, CODE_CHARACTERS));
  if (key === null) return null;
  return text.slice(CODE_CHARACTERS) === CHECK_ALPHABET[checkOf(key)] ? key : null;
}

export async function deriveFromRecoveryKey(key: Secret): Promise<RecoveryKeys> {
  const recoverySecret = toBase64url(await deriveProof(key, "kept/recovery-auth/v1"));
  return { recoverySecret, wrappingKey: await deriveWrappingKey(key, "kept/recovery-wrap/v1") };
}

const checkOf = (key: Secret): number => Number(toNumber(key) % CHECK_MODULUS);
