import { describe, expect, it } from "vitest";
import { makeZip, toBytes } from "../testing/foreign";
import { readImport } from "../testing/read-import";
import { makeDatabase } from "../testing/sqlite";

const MOMENT = { today: "2026-11-23", nowMs: 1_000 };

const json = (value: unknown): Uint8Array<ArrayBuffer> => toBytes(JSON.stringify(value));

const FILES: readonly (readonly [string, Uint8Array<ArrayBuffer>])[] = [
  [
    "HabitKit",
    json({ habits: [{ id: "h", name: "Swim" }], completions: [], intervals: [], reminders: [] }),
  ],
  [
    "mhabit",
    json({
      habits: [
        {
          name: "Swim",
          type: 1,
          freq_type: 3,
          freq_custom: "[1,1]",
          start_date: 20_000,
          records: [],
        },
      ],
      groups: [],
    }),
  ],
  [
    "mhabit",
    json({ habits: [{ name: "Swim", records: [{ record_date: 20_000, record_type: 1 }] }] }),
  ],
  ["Habo", json([{ id: 1, title: "Swim", twoDayRule: 0, events: {} }])],
  [
    "Habo",
    json({ habits: [{ id: 1, title: "Swim", twoDayRule: 0, events: {} }], habit_categories: [] }),
  ],
  ["HabitTrove", json({ habits: [{ id: "h", name: "Swim", coinReward: 1, completions: [] }] })],
  ["HabitTrove", makeZip({ "habits.json": "{}", "settings.json": "{}" })],
  ["OpenHabitTracker", json({ Settings: {}, Categories: [{ Title: "Sport" }] })],
  ["Streaks", json({ app: "streaks", tasks: [{ tf: "Swim", log: [{ d: 20251213, t: 1 }] }] })],
  ["HabitBull", toBytes("\uFEFFHabitName,HabitDescription,HabitCategory,CalendarDate,Value\n")],
  ["Streaks", toBytes("task_id,title,icon,entry_type,entry_date\n")],
  ["HabitShare", toBytes("Habit,Date,Status,Comment\nSwim,2021-07-20,success,\n")],
  ["Apple Health", makeZip({ "apple_health_export/export.xml": "<HealthData/>" })],
  [
    "Tickmate",
    makeDatabase((database) => {
      database.exec(
        "create table tracks (_id, name); create table ticks (_id, _track_id, year, month, day)",
      );
    }),
  ],
  [
    "Rewire",
    makeDatabase((database) => {
      database.exec(
        "create table HABITS (_id, Name); create table CHECKINS (_id, Habit_id, date); create table UNIT (_id, Name)",
      );
    }),
  ],
];

describe("a sound file of another app", () => {
  it.each(FILES)("of %s is called by its name, and not damaged", async (app, bytes) => {
    expect(await readImport(bytes, MOMENT)).toEqual({
      ok: false,
      failure: { type: "not-yet", app },
    });
  });

  it.each([
    ["of nobody, as JSON", json({ notes: [{ text: "Dear diary" }] })],
    ["of nobody, as a list", json([{ text: "Dear diary" }])],
    ["of nobody, as a database", makeDatabase((database) => database.exec("create table a (b)"))],
    ["of nobody, as an archive", makeZip({ "a.txt": "b" })],
  ])("%s is none that Kept knows", async (_, bytes) => {
    expect(await readImport(bytes, MOMENT)).toEqual({ ok: false, failure: { type: "not-kept" } });
  });
});
