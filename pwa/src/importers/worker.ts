/**
 * The worker that reads files: the page stays awake while decades are taken apart.
 *
 * The server answers this script with a policy of its own, which lets WebAssembly be compiled here
 * and nowhere else. sql.js and its program are loaded only for an SQLite file.
 */
import wasm from "sql.js/dist/sql-wasm-browser.wasm?url";
import { openSqliteFile } from "./open-sqlite";
import { readImportFile, type OpenSqlite } from "./read-file";
import type { Imported, ImportMoment, ImportProblem } from "./types";

export interface ReadRequest {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly moment: ImportMoment;
}

/** A reading comes in parts, so that the page never has to take in all of it at once. */
export type ReadAnswer =
  | { readonly type: "facts"; readonly facts: Imported["facts"] }
  | { readonly type: "read"; readonly imported: Imported }
  | { readonly type: "failed"; readonly problem: ImportProblem };

const FACTS_PER_PART = 5_000;
/** Between two parts the page draws and answers to a finger. */
const PART_PAUSE_MS = 10;

const send = (answer: ReadAnswer): void => {
  (self as unknown as { postMessage: (message: ReadAnswer) => void }).postMessage(answer);
};

const openSqlite: OpenSqlite = async (bytes) => {
  const program = await loadSqlite();
  if (program === null) return null;
  const database = new program.Database(bytes);
  return {
    open: () => openSqliteFile(database),
    close: () => {
      database.close();
    },
  };
};

async function loadSqlite() {
  try {
    const { default: start } = await import("sql.js");
    return await start({ locateFile: () => wasm });
  } catch {
    return null;
  }
}

self.addEventListener("message", (event: MessageEvent<ReadRequest>) => {
  // What nobody expected reaches the page as this worker's error, instead of silence.
  answer(event.data).catch(reportError);
});

async function answer({ bytes, moment }: ReadRequest): Promise<void> {
  const reading = await readImportFile(bytes, moment, openSqlite);
  if (!reading.ok) {
    send({ type: "failed", problem: reading.failure });
    return;
  }
  const { facts } = reading.value;
  for (let at = 0; at < facts.length; at += FACTS_PER_PART) {
    send({ type: "facts", facts: facts.slice(at, at + FACTS_PER_PART) });
    await new Promise((resolve) => setTimeout(resolve, PART_PAUSE_MS));
  }
  send({ type: "read", imported: { ...reading.value, facts: [] } });
}
