/**
 * The recovery key: 16 random bytes, shown as 26 characters of Crockford's base32 and his check
 * character (https://www.crockford.com/base32.html). Whoever has it can open the words of the account.
 */
import { toBase64url } from "../core/base64url";
import { deriveProof, deriveWrappingKey, type Secret } from "./derive";

export interface RecoveryKeys {
  /** Sent to the server, as base64url. */
  readonly recoverySecret: string;
  readonly wrappingKey: CryptoKey;
}

const KEY_BYTES = 16;
const KEY_CHARACTERS = 26;
const GROUP_CHARACTERS = 3;
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/** The check is a number below 37; these stand for the last five. */
const CHECK_ALPHABET = `${ALPHABET}*~$=U`;
const CHECK_MODULUS = 37n;
const BASE = 32n;

/** A new key whose check character is a digit or a letter: the signs are hard to find on a phone. */
export function mintRecoveryKey(): Secret {
  for (;;) {
    const key = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
    if (toNumber(key) % CHECK_MODULUS < BASE) return key;
  }
}

/** The 27 characters without gaps. */
export function recoveryKeyText(key: Secret): string {
  const number = toNumber(key);
  let text = "";
  for (let rest = number; text.length < KEY_CHARACTERS; rest /= BASE) {
    text = (ALPHABET[Number(rest % BASE)] ?? "") + text;
  }
  return text + (CHECK_ALPHABET[Number(number % CHECK_MODULUS)] ?? "");
}

/** In nine groups of three, as it is shown. */
export const groupRecoveryKey = (text: string): readonly string[] =>
  text.match(new RegExp(`.{1,${GROUP_CHARACTERS}}`, "g")) ?? [];

/** Upper case, without spaces and hyphens, and with the letters that look like digits read as digits. */
export const tidyRecoveryText = (text: string): string =>
  text
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}]/gu, "")
    .replaceAll("O", "0")
    .replaceAll(/[IL]/g, "1");

/** The key that was typed, or null when a character is wrong or missing. */
export function parseRecoveryKey(typed: string): Secret | null {
  const text = tidyRecoveryText(typed);
  const digits = Array.from(text.slice(0, KEY_CHARACTERS), (character) =>
    ALPHABET.indexOf(character),
  );
  if (text.length !== KEY_CHARACTERS + 1 || digits.includes(-1)) return null;
  const number = digits.reduce((sum, digit) => sum * BASE + BigInt(digit), 0n);
  const isWhole = number >> BigInt(8 * KEY_BYTES) === 0n;
  const check = CHECK_ALPHABET.indexOf(text.slice(KEY_CHARACTERS));
  return isWhole && BigInt(check) === number % CHECK_MODULUS ? toBytes(number) : null;
}

export async function deriveFromRecoveryKey(key: Secret): Promise<RecoveryKeys> {
  const recoverySecret = toBase64url(await deriveProof(key, "kept/recovery-auth/v1"));
  return { recoverySecret, wrappingKey: await deriveWrappingKey(key, "kept/recovery-wrap/v1") };
}

const toNumber = (key: Secret): bigint =>
  key.reduce((number, byte) => (number << 8n) | BigInt(byte), 0n);

const toBytes = (number: bigint): Secret =>
  Uint8Array.from({ length: KEY_BYTES }, (_, index) =>
    Number((number >> BigInt(8 * (KEY_BYTES - 1 - index))) & 0xffn),
  );
