/**
 * 16 bytes as 26 characters of Crockford's base32 (https://www.crockford.com/base32.html): what a person may
 * have to read aloud or type.
 */
import type { Secret } from "./derive";

export const CODE_BYTES = 16;
export const CODE_CHARACTERS = 26;
export const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const BASE = BigInt(ALPHABET.length);

export function toCode(secret: Secret): string {
  let text = "";
  for (let rest = toNumber(secret); text.length < CODE_CHARACTERS; rest /= BASE) {
    text = (ALPHABET[Number(rest % BASE)] ?? "") + text;
  }
  return text;
}

/** The bytes of a tidied code, or null when a character is wrong or missing. */
export function fromCode(text: string): Secret | null {
  const digits = Array.from(text, (character) => ALPHABET.indexOf(character));
  if (digits.length !== CODE_CHARACTERS || digits.includes(-1)) return null;
  const number = digits.reduce((sum, digit) => sum * BASE + BigInt(digit), 0n);
  return number >> BigInt(8 * CODE_BYTES) === 0n ? toBytes(number) : null;
}

/** The bytes in what was pasted: the code, or a link that ends in it; null when it is neither. */
export const readCode = (pasted: string): Secret | null =>
  fromCode(tidyCode(pasted.replace(/^.*#/s, "")));

/** Upper case, without spaces and hyphens, and with the letters that look like digits read as digits. */
export const tidyCode = (typed: string): string =>
  typed
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}]/gu, "")
    .replaceAll("O", "0")
    .replaceAll(/[IL]/g, "1");

export const toNumber = (secret: Secret): bigint =>
  secret.reduce((number, byte) => (number << 8n) | BigInt(byte), 0n);

const toBytes = (number: bigint): Secret =>
  Uint8Array.from({ length: CODE_BYTES }, (_, index) =>
    Number((number >> BigInt(8 * (CODE_BYTES - 1 - index))) & 0xffn),
  );
