/**
 * The files of a zip archive, by what its central directory says (PKWARE APPNOTE 6.3.10, 4.3.12–16).
 *
 * Sizes are checked before anything is unpacked: a file of a few kilobytes may claim to hold
 * gigabytes. What unpacks to another size or checksum than the directory says is refused. The `unzipSync` of
 * fflate looks at neither the checksums nor the flag for encryption, so only its inflater is used.
 */
import { inflateSync } from "fflate";
import { refuse } from "./damage";

const MAX_FILES = 5_000;
const MAX_BYTES = 128 * 1024 * 1024;

const END_MARK = 0x06054b50;
const ENTRY_MARK = 0x02014b50;
const LOCAL_MARK = 0x04034b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
const MAX_COMMENT_BYTES = 0xffff;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED_FLAG = 1;

export interface ZipFile {
  readonly path: string;
  readonly read: () => Uint8Array;
}

interface Entry {
  readonly path: string;
  readonly flags: number;
  readonly method: number;
  readonly checksum: number;
  readonly packedBytes: number;
  readonly bytes: number;
  readonly offset: number;
}

export function openZip(archive: Uint8Array): readonly ZipFile[] {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const entries = readDirectory(archive, view);
  const total = entries.reduce((sum, { bytes }) => sum + bytes, 0);
  if (total > MAX_BYTES) refuse("zip", "too-large");
  return entries.map((entry) => ({ path: entry.path, read: () => unpack(archive, view, entry) }));
}

function readDirectory(archive: Uint8Array, view: DataView): readonly Entry[] {
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  if (count > MAX_FILES) refuse("zip", "too-large");
  const entries: Entry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let number = 0; number < count; number += 1) {
    if (at + ENTRY_BYTES > end || view.getUint32(at, true) !== ENTRY_MARK) {
      refuse("zip directory", "corrupt");
    }
    const pathBytes = view.getUint16(at + 28, true);
    entries.push({
      path: new TextDecoder().decode(
        archive.subarray(at + ENTRY_BYTES, at + ENTRY_BYTES + pathBytes),
      ),
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      checksum: view.getUint32(at + 16, true),
      packedBytes: view.getUint32(at + 20, true),
      bytes: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    });
    at += ENTRY_BYTES + pathBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

/** The end record stands last, before a comment of unknown length. */
function findEnd(view: DataView): number {
  const last = view.byteLength - END_BYTES;
  for (let at = last; at >= 0 && at >= last - MAX_COMMENT_BYTES; at -= 1) {
    if (view.getUint32(at, true) === END_MARK) return at;
  }
  return refuse("zip", "cut-off");
}

function unpack(archive: Uint8Array, view: DataView, entry: Entry): Uint8Array {
  const { path, offset, packedBytes } = entry;
  if (offset + LOCAL_BYTES > archive.length || view.getUint32(offset, true) !== LOCAL_MARK) {
    refuse(path, "corrupt");
  }
  const start =
    offset + LOCAL_BYTES + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  if (start + packedBytes > archive.length) refuse(path, "cut-off");
  const content = inflate(archive.subarray(start, start + packedBytes), entry);
  if (content.length !== entry.bytes) refuse(path, "cut-off");
  if (checksumOf(content) !== entry.checksum) refuse(path, "checksum");
  return content;
}

function inflate(packed: Uint8Array, { path, flags, method, bytes }: Entry): Uint8Array {
  if ((flags & ENCRYPTED_FLAG) !== 0) refuse(path, "corrupt");
  if (method === STORED) return packed;
  if (method !== DEFLATED) refuse(path, "corrupt");
  try {
    // Into room of the announced size and no more.
    return inflateSync(packed, { out: new Uint8Array(bytes) });
  } catch {
    return refuse(path, "corrupt");
  }
}

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1)
    value = (value & 1) === 0 ? value >>> 1 : (value >>> 1) ^ 0xedb88320;
  return value;
});

/** CRC-32 as zip has it (ISO 3309). */
function checksumOf(content: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of content) value = (TABLE[(value ^ byte) & 255] ?? 0) ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}
