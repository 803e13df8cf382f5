/** Whatever a file holds, it is read or refused with a reason: nothing is thrown, and nothing hangs. */
import fc from "fast-check";
import { zipSync } from "fflate";
import { describe, expect, it, vi } from "vitest";
import { addDays } from "../core/dates";
import { checkPortableFile } from "../model/check-portable-file";
import { writePortableFile } from "../model/portable-file";
import { atUtc, LOOP_HEADER, makeLoopDb, makeZip, toBytes } from "../testing/foreign";
import { readImport } from "../testing/read-import";

vi.setConfig({ testTimeout: 120_000 });

const MOMENT = { today: "2026-11-23", nowMs: 1_000 };
const FIRST = "2017-01-01";

type Bytes = Uint8Array<ArrayBuffer>;

const FILES: Readonly<Record<string, Bytes>> = {
  "a CSV archive of Loop": makeZip({
    "Habits.csv": `${LOOP_HEADER}001,Meditate,YES_NO,Did you?,,3,7,#FF8F00,,,,false\n`,
    "001 Meditate/Checkmarks.csv":
      'Date,Value,Notes\n2026-03-04,YES_MANUAL,\n2026-03-03,SKIP,"Ill, and ""tired"""\n',
  }),
  "a database of Loop": makeLoopDb(25, (database) => {
    database.exec(
      `insert into Habits (id, name, description, freq_num, freq_den, color, archived, position)
       values (1, 'Walk', '', 1, 1, 8, 0, 0); update Habits set uuid = 'aa', question = '';
       insert into Repetitions (habit, timestamp, value) values (1, ${atUtc("2026-03-04")}, 2)`,
    );
  }),
  "an export of Beaver": toBytes(
    JSON.stringify({
      habits: [
        { name: "Swim", id: "s", records: [{ day: "2026-03-04", done: true, text: "Cold" }] },
      ],
    }),
  ),
  "an export of Kept": toBytes(
    '{"format":"kept","version":1,"records":[{"type":"habit","id":"h","fields":{"name":["Tea","018bcfe5680000000000000000000001"]}}],' +
      '"facts":[{"type":"entry","id":"00000000000000010","habit":"h","on":"2026-03-04","kind":"done","amount":1}]}',
  ),
};

/** A few bytes changed, something cut out, something said twice. */
const vandalism = fc.record({
  changes: fc.array(fc.record({ at: fc.nat(), byte: fc.nat(255) }), { maxLength: 6 }),
  from: fc.nat(),
  length: fc.nat(64),
  kind: fc.constantFrom("change", "cut out", "say twice", "cut off"),
});

type Vandalism = typeof vandalism extends fc.Arbitrary<infer Value> ? Value : never;

function vandalise(whole: Bytes, { changes, from, length, kind }: Vandalism): Bytes {
  const at = from % whole.length;
  const bytes = [...whole];
  if (kind === "cut out") bytes.splice(at, length);
  if (kind === "say twice") bytes.splice(at, 0, ...bytes.slice(at, at + length));
  if (kind === "cut off") bytes.length = at;
  const spoiled = Uint8Array.from(bytes);
  for (const change of changes)
    if (spoiled.length > 0) spoiled[change.at % spoiled.length] = change.byte;
  return spoiled;
}

describe.each(Object.entries(FILES))("%s", (_, whole) => {
  it("is read as it is", async () => {
    expect(await readImport(Uint8Array.from(whole), MOMENT)).toMatchObject({ ok: true });
  });

  it("that is broken in any way is refused, or is as sound as our own", async () => {
    await fc.assert(
      fc.asyncProperty(vandalism, async (plan) => {
        const read = await readImport(vandalise(whole, plan), MOMENT);
        if (!read.ok) return;
        const { records, facts } = read.value;
        const file = JSON.parse(writePortableFile({ records, facts })) as unknown;
        expect(checkPortableFile(file)).toMatchObject({ ok: true });
      }),
      { numRuns: 400 },
    );
  });
});

describe("an archive", () => {
  const zeros = new Uint8Array(8 * 1024 * 1024);

  it("that says it is small and unpacks to megabytes is refused", async () => {
    const bomb = zipSync({ "Habits.csv": zeros });
    const view = new DataView(bomb.buffer);
    for (let at = 0; at < bomb.length - 4; at += 1) {
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 100, true);
    }
    expect(await readImport(bomb, MOMENT)).toMatchObject({
      ok: false,
      failure: { type: "damaged", place: "Habits.csv" },
    });
  });

  it("of more files than any tracker writes is refused", async () => {
    const many = Object.fromEntries(
      Array.from({ length: 5_001 }, (_, at) => [`${at}.csv`, new Uint8Array()]),
    );
    expect(await readImport(zipSync(many, { level: 0 }), MOMENT)).toEqual({
      ok: false,
      failure: { type: "damaged", place: "zip", reason: "too-large" },
    });
  });
});

it("a hundred thousand entries are read", async () => {
  const records = Array.from({ length: 3_600 }, (_, at) => ({
    day: addDays(FIRST, at),
    done: true,
  }));
  const habits = Array.from({ length: 30 }, (_, id) => ({
    name: `Habit ${id}`,
    id: `${id}`,
    records,
  }));
  const read = await readImport(toBytes(JSON.stringify({ habits })), MOMENT);
  expect(read.ok && read.value.facts.length).toBe(108_000);
});
