/**
 * Ids and stamps of what comes from elsewhere are computed from where it comes from, so that the
 * same backup, or a later one, meets what it brought before.
 *
 * The origin is the SHA-256 of the app and the habit's own id or name. Anybody could hash a list of
 * names and compare, so the origin travels sealed, like a word. The ids that the host sees are an
 * HMAC of it under a secret of the person (rekey.ts): 32 hex characters for the habit and 16 for a
 * replica. A day's fact is that replica and the date, read as a number, in base 36. The hashes are
 * a library's, since browsers have none on plain http.
 */
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { ORIGIN } from "../contract/forms";
import type { Stamp } from "../core/clock";
import type { LocalDate } from "../core/dates";

export interface Identity {
  readonly habit: string;
  readonly replica: string;
}

const HABIT_CHARACTERS = 32;
const ORIGIN_CHARACTERS = 48;
/** Older than any edit made here, so that what a person changed here stays. */
const STAMP_START = "0".repeat(16);

/** The field of a habit that names what it was imported from. */
export const ORIGIN_FIELD = "origin";

export const isOrigin = (value: unknown): value is string =>
  typeof value === "string" && ORIGIN.test(value);

export const originOf = (app: "loop" | "beaver", key: string): string =>
  bytesToHex(sha256(utf8ToBytes(`kept/import|${app}|${key}`))).slice(0, ORIGIN_CHARACTERS);

/** What a reader uses within the device; nothing is stored under it. */
export const openIdentity = (origin: string): Identity => ({
  habit: origin.slice(0, HABIT_CHARACTERS),
  replica: origin.slice(HABIT_CHARACTERS),
});

/** What only the holder of the secret can compute. */
export const keyedIdentity = (secret: Uint8Array, origin: string): Identity =>
  openIdentity(bytesToHex(hmac(sha256, secret, utf8ToBytes(origin))).slice(0, ORIGIN_CHARACTERS));

/** One fact a day: a day that was changed elsewhere later keeps the fact that came first. */
export const importedFactId = ({ replica }: Identity, on: LocalDate): string =>
  replica + Number(on.replaceAll("-", "")).toString(36);

export const importedStamp = ({ replica }: Pick<Identity, "replica">): Stamp =>
  STAMP_START + replica;

/** The replica of a stamp that an import gave, or null for a person's own edit. */
export const importedReplica = (stamp: Stamp): string | null =>
  stamp.startsWith(STAMP_START) ? stamp.slice(STAMP_START.length) : null;

/** A key for each name; the second habit of one name is "name" and its number. */
export function keysByName(names: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? `name|${name}` : `name|${name}|${count}`;
  });
}
