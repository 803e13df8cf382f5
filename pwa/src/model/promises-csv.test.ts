import { expect, it } from "vitest";
import type { PromiseEvent } from "./facts";
import { writePromisesCsv } from "./promises-csv";
import { stampFields, type Json, type StoredRecord } from "./registers";

const stampAt = (ms: number): string => ms.toString(16).padStart(12, "0") + "0".repeat(20);

const record = (id: string, values: Readonly<Record<string, Json>>): StoredRecord => ({
  ...{ type: "promise", id, fields: stampFields(values, stampAt(1)) },
});

const event = (number: number, more: Partial<PromiseEvent>): PromiseEvent => ({
  ...{ type: "promise_event", id: `00000000000000aa${number}`, promise: "a", on: "2026-11-24" },
  ...{ kind: "kept", stamp: stampAt(number) },
  ...more,
});

it("promises are a line each, with what became of them, safe from formulas", () => {
  const records = [
    record("b", { text: "=HYPERLINK(1)", to_whom: "007", due_on: "2026-12-01" }),
    record("a", { text: 'say "sorry", again', to_whom: "Bob", due_on: "2026-11-20" }),
    record("c", { text: "gone", due_on: "2026-11-20", deleted: true }),
  ];
  const facts = [
    event(1, { kind: "moved", to_on: "2026-11-24", to_time: "18:30", to_zone: "UTC", note: "Ill" }),
    event(2, { note: "At last" }),
    event(3, { kind: "let_go", withdrawn: true }),
  ];
  expect(writePromisesCsv(records, facts)).toBe(
    [
      "\uFEFFpromise,to_whom,due,time,time_zone,outcome,settled,in_time,moves,notes",
      `"say ""sorry"", again",Bob,2026-11-24,18:30,UTC,kept,2026-11-24,yes,1,"Ill\nAt last"`,
      "'=HYPERLINK(1),'007,2026-12-01,,,open,,,0,",
      "",
    ].join("\r\n"),
  );
});
