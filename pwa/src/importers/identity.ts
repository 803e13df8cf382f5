/**
 * Ids and stamps of what comes from elsewhere are computed from where it comes from, so that the
 * same backup, or a later one, meets what it brought before.
 *
 * The SHA-256 of the app and the habit's own id or name gives the habit's id (32 hex characters) and
 * a replica (16); a day's fact is that replica and the date, read as a number, in base 36. The hash is
 * a library's, since browsers have none on plain http.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Stamp } from "../core/clock";
import type { LocalDate } from "../core/dates";

export interface Identity {
  readonly habit: string;
  readonly replica: string;
}

export function identify(app: "loop" | "beaver", key: string): Identity {
  const hex = bytesToHex(sha256(utf8ToBytes(`kept/import|${app}|${key}`)));
  return { habit: hex.slice(0, 32), replica: hex.slice(32, 48) };
}

/** One fact a day: a day that was changed elsewhere later keeps the fact that came first. */
export const importedFactId = ({ replica }: Identity, on: LocalDate): string =>
  replica + Number(on.replaceAll("-", "")).toString(36);

/** Older than any edit made here, so that what a person changed here stays. */
export const importedStamp = ({ replica }: Identity): Stamp => "0".repeat(16) + replica;

/** A key for each name; the second habit of one name is "name" and its number. */
export function keysByName(names: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? `name|${name}` : `name|${name}|${count}`;
  });
}
