/** SQLite for tests: the same sql.js as in the app, with its program from the disk. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import initSqlJs, { type Database } from "sql.js";
import { openSqliteFile } from "../importers/open-sqlite";
import type { OpenSqlite } from "../importers/read-file";

const wasm = readFileSync(fileURLToPath(import.meta.resolve("sql.js/dist/sql-wasm.wasm")));
const program = await initSqlJs({ wasmBinary: Uint8Array.from(wasm).buffer });

export const openSqlite: OpenSqlite = (bytes) => {
  const database = new program.Database(bytes);
  const close = (): void => {
    database.close();
  };
  return Promise.resolve({ open: () => openSqliteFile(database), close });
};

/** The bytes of a database that these statements make. */
export function makeDatabase(fill: (database: Database) => void): Uint8Array<ArrayBuffer> {
  const database = new program.Database();
  fill(database);
  const bytes = Uint8Array.from(database.export());
  database.close();
  return bytes;
}
