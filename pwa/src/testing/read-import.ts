/** The reader of foreign files itself, without the worker around it. */
import { readImportFile } from "../importers/read-file";
import type { ReadImport } from "../importers/types";
import { openSqlite } from "./sqlite";

export const readImport: ReadImport = (bytes, moment) => readImportFile(bytes, moment, openSqlite);
