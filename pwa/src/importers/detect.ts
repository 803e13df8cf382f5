/** What a file is, by what it holds: its name is whatever a phone made of it. */
export type FileKind = "zip" | "sqlite" | "text";

const ZIP_STARTS = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x50, 0x4b, 0x05, 0x06],
];
const SQLITE_START = new TextEncoder().encode("SQLite format 3\0");

export function detectKind(bytes: Uint8Array): FileKind {
  if (ZIP_STARTS.some((start) => beginsWith(bytes, start))) return "zip";
  return beginsWith(bytes, SQLITE_START) ? "sqlite" : "text";
}

const beginsWith = (bytes: Uint8Array, start: ArrayLike<number>): boolean =>
  Array.from(start).every((byte, index) => bytes[index] === byte);
