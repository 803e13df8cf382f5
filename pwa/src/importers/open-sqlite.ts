/** SQLite in the worker: sql.js, which is SQLite itself compiled to WebAssembly. */
import type { Database } from "sql.js";
import { refuse } from "./damage";
import type { SqliteFile, SqlValue } from "./loop-db";

/** Opens a database that comes from outside: checked first, and nothing of its schema is run. */
export function openSqliteFile(database: Database): SqliteFile {
  check(database);
  const all = (sql: string): SqlValue[][] => guarded(() => database.exec(sql)[0]?.values ?? []);
  const columnsByTable = new Map<string, readonly string[]>();
  for (const [name] of all("SELECT name FROM sqlite_master WHERE type = 'table'")) {
    const table = String(name);
    const columns = all(`PRAGMA table_info(${quoted(table)})`);
    columnsByTable.set(
      table.toLowerCase(),
      columns.map((cells) => String(cells[1]).toLowerCase()),
    );
  }
  return {
    version: Number(all("PRAGMA user_version")[0]?.[0] ?? 0),
    columns: (table) => columnsByTable.get(table.toLowerCase()) ?? [],
    rows: (table, columns) =>
      all(`SELECT ${columns.map(quoted).join(", ")} FROM ${quoted(table)} ORDER BY rowid`),
  };
}

function check(database: Database): void {
  guarded(() => database.run("PRAGMA trusted_schema = OFF"));
  const found = guarded(() => database.exec("PRAGMA quick_check(1)"))[0]?.values[0]?.[0];
  if (found !== "ok") refuse(`SQLite: ${String(found)}`, "corrupt");
}

/** Whatever SQLite itself refuses is the file's fault: the statements are ours and fixed. */
function guarded<Value>(run: () => Value): Value {
  try {
    return run();
  } catch (error) {
    return refuse(`SQLite: ${error instanceof Error ? error.message : String(error)}`, "corrupt");
  }
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
