import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCsv } from "../importers/csv";
import { cell } from "./csv";
import { writeEntriesCsv } from "./entries-csv";
import type { EntryFact } from "./facts";
import { stampFields, type StoredRecord } from "./registers";

const STAMP = "0".repeat(32);
const habit = (id: string, values: Record<string, string | boolean>): StoredRecord => ({
  type: "habit",
  id,
  fields: stampFields(values, STAMP),
});
const entry = (number: number, values: Partial<EntryFact> = {}): EntryFact => ({
  ...{ type: "entry", id: `00000000000000aa${number}`, habit: "h", on: "2026-03-02" },
  ...{ kind: "done", amount: 1.5 },
  ...values,
});

describe("the table of entries", () => {
  it("has a line for each entry that counts, by date", () => {
    const facts = [
      entry(1, { note: 'Two\nlines, "quoted"' }),
      entry(2, { on: "2026-03-01", kind: "rest", amount: 0 }),
      entry(3, { withdrawn: true }),
      entry(4, { habit: "gone" }),
    ];
    const records = [habit("h", { name: "Tea", unit: "cups" }), habit("gone", { deleted: true })];
    expect(writeEntriesCsv(records, facts)).toBe(
      "\uFEFFdate,habit,kind,amount,unit,note\r\n" +
        "2026-03-01,Tea,rest,0,cups,\r\n" +
        '2026-03-02,Tea,done,1.5,cups,"Two\nlines, ""quoted"""\r\n',
    );
  });

  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\0=1"])("disarms %j", (text) => {
    const [row] = readCsv(cell(text), "f");
    expect(row?.cells).toEqual([`'${text}`]);
  });

  it.each([
    ...[
      "007",
      "1.5",
      "1,5",
      "1 000",
      "12-3",
      "1/2",
      "3:30",
      "10%",
      "€5",
      "5 €",
      "1e5",
      "1E-3",
      "(5)",
    ],
    ...["2026-03-01", "Mar 3", "3 May", "march 2026", "3 pm", "TRUE", "false", "٣", "１２", " 5"],
  ])("leaves %j a text", (text) => {
    const written = writeEntriesCsv(
      [habit("h", { name: text, unit: text })],
      [entry(1, { note: text })],
    );
    const cells = readCsv(written, "f")[1]?.cells ?? [];
    expect(cells).toEqual(["2026-03-02", `'${text}`, "done", "1.5", `'${text}`, `'${text}`]);
  });

  it.each(["Tea", "8 glasses", "Walk 5 km", "May", "true love", "4x4 tour", "", "?", "½"])(
    "leaves %j as it is",
    (text) => {
      const written = writeEntriesCsv([habit("h", { name: text })], [entry(1)]);
      expect(readCsv(written, "f")[1]?.cells[1]).toBe(text);
    },
  );

  it("begins with a byte order mark", () => {
    expect(writeEntriesCsv([], []).startsWith("\uFEFFdate,")).toBe(true);
  });

  it("never gives a spreadsheet a formula, and gives every other text back", () => {
    const words = fc.string({ unit: fc.constantFrom(...Array.from("=+-@\t\r\0\n,\"'a é")) });
    fc.assert(
      fc.property(words, words, (name, note) => {
        const text = writeEntriesCsv([habit("h", { name })], [entry(1, { note })]);
        const cells = readCsv(text, "f")[1]?.cells ?? [];
        expect(cells).toHaveLength(6);
        for (const [index, original] of [
          [1, name],
          [5, note],
        ] as const) {
          const written = cells[index] ?? "";
          expect(written).not.toMatch(/^[=+\-@\t\r\0]/);
          expect([original, `'${original}`]).toContain(written);
        }
      }),
    );
  });
});
