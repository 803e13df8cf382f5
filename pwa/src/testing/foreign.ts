/**
 * Files of other apps, made in the shapes that their sources write.
 *
 * The statements are those of iSoron/uhabits' migrations 09.sql to 25.sql, cut down to the columns
 * that differ; the CSV is that of HabitsCSVExporter.kt.
 */
import { strToU8, zipSync } from "fflate";
import type { Database } from "sql.js";
import { makeDatabase } from "./sqlite";

const DAY_MS = 86_400_000;

export const atUtc = (on: string): number => Date.parse(on) - (Date.parse(on) % DAY_MS);

const MIGRATIONS: readonly (readonly [version: number, sql: string])[] = [
  [
    9,
    `create table Habits (id integer primary key autoincrement, archived integer, color integer,
       description text, freq_den integer, freq_num integer, highlight integer, name text,
       position integer, reminder_hour integer, reminder_min integer);
     create table Checkmarks (id integer primary key autoincrement, habit integer references habits(id),
       timestamp integer, value integer);
     create table Repetitions (id integer primary key autoincrement,
       habit integer references habits(id), timestamp integer);`,
  ],
  [11, "alter table Habits add column reminder_days integer not null default 127;"],
  [
    16,
    `alter table Habits add column type integer not null default 0;
     alter table Repetitions add column value integer not null default 2;`,
  ],
  [
    18,
    `alter table Habits add column target_type integer not null default 0;
     alter table Habits add column target_value real not null default 0;
     alter table Habits add column unit text not null default "";`,
  ],
  [20, "drop table Checkmarks;"],
  [
    23,
    `alter table Habits add column question text;
     update Habits set question = description;
     update Habits set description = "";`,
  ],
  [
    24,
    `alter table Habits add column uuid text;
     update Habits set uuid = lower(hex(randomblob(16) || id));`,
  ],
  [25, "alter table Repetitions add column notes text;"],
];

/** A database as the app of that version left it; `fill` works on its tables. */
export const makeLoopDb = (
  version: number,
  fill: (database: Database) => void,
): Uint8Array<ArrayBuffer> =>
  makeDatabase((database) => {
    for (const [since, sql] of MIGRATIONS) if (since <= version) database.exec(sql);
    database.exec(`pragma user_version = ${version}`);
    fill(database);
  });

export const LOOP_HEADER =
  "Position,Name,Type,Question,Description,FrequencyNumerator,FrequencyDenominator,Color,Unit," +
  "Target Type,Target Value,Archived?\n";

/** An archive of these files. */
export const makeZip = (files: Readonly<Record<string, string>>): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(
    zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)]))),
  );

export const toBytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
