import { describe, expect, it } from "vitest";
import { MAX_ANSWER_CHARACTERS } from "../contract/limits";
import { seal } from "../crypto/seal";
import { readDrafts } from "../db/drafts";
import { readEverything } from "../db/portable";
import { readReflections } from "../db/reflections";
import { checkPortableFile } from "../model/check-portable-file";
import { writePortableFile } from "../model/portable-file";
import {
  answerField,
  answersProblem,
  NO_ANSWERS,
  readReflection,
  SLOTS,
  type Answers,
  type Reflection,
  type Slot,
} from "../model/reflections";
import { createBench, type Bench } from "../testing/bench";
import { TODAY } from "../testing/draft";
import type { ReflectionDraft } from "./save-reflection";

const FAMILY = "👨‍👩‍👧‍👦";
const LARGEST_SEALED = 64 * 1024;
const LARGEST_REQUEST = 240 * 1024;

const DRAFT: ReflectionDraft = {
  id: "0123456789abcdef0123456789abcdef",
  kind: "repair",
  on: TODAY,
  mood: null,
  answers: { ...NO_ANSWERS, 1: "I was late again.", 2: "I did not call.", 4: "Call at six." },
};

let devices = 0;
const device = (): Bench => createBench(`reflections-${(devices += 1)}`);

async function stored({ context }: Bench): Promise<readonly Reflection[]> {
  const result = await readReflections(context.database);
  if (!result.ok) throw new Error(result.failure.type);
  return result.value.map(readReflection);
}

async function theOne(bench: Bench): Promise<Reflection> {
  const [reflection] = await stored(bench);
  if (reflection === undefined) throw new Error("not stored");
  return reflection;
}

/** What one device wrote, brought to another and back. */
async function carry(from: Bench, to: Bench): Promise<void> {
  const result = await readEverything(from.context.database);
  if (!result.ok) throw new Error(result.failure.type);
  for (const record of result.value.records) await to.context.commit({ edit: [record] });
}

const LETTERS = ["a", "é", "مرحبا ", "雨", "😀", FAMILY, "\n", '"'] as const;

const bytesOf = (text: string): number => new TextEncoder().encode(JSON.stringify(text)).length;

/** As many of them as the limits take, in each answer or in one alone. */
function filled(letter: string, slots: readonly Slot[], mostBytes: number): Answers {
  const most = Math.floor(mostBytes / slots.length / (bytesOf(letter) - 2)) - 1;
  const text = letter.repeat(Math.min(most, MAX_ANSWER_CHARACTERS / letter.length));
  return { ...NO_ANSWERS, ...Object.fromEntries(slots.map((slot) => [slot, text])) };
}

describe("a reflection", () => {
  it("is stored as it was written", async () => {
    const bench = device();
    expect(await bench.actions.saveReflection(DRAFT)).toEqual({ ok: true, value: DRAFT.id });
    expect(await theOne(bench)).toMatchObject(DRAFT);
  });

  it("is one, however often it is saved", async () => {
    const bench = device();
    await bench.actions.saveReflection(DRAFT);
    await bench.actions.saveReflection(DRAFT);
    expect(await stored(bench)).toHaveLength(1);
  });

  it("may be empty, and says no more to a server than a full one", async () => {
    const [empty, full] = [device(), device()];
    await empty.actions.saveReflection({ ...DRAFT, answers: NO_ANSWERS });
    await full.actions.saveReflection(DRAFT);
    expect((await theOne(empty)).answers).toEqual(NO_ANSWERS);
    const names = async ({ context }: Bench) => {
      const result = await readReflections(context.database);
      return result.ok ? Object.keys(result.value[0]?.fields ?? {}).sort() : [];
    };
    expect(await names(empty)).toEqual(await names(full));
  });

  it("holds emoji, Arabic and 10,000 characters, and nothing that re-orders text", async () => {
    const bench = device();
    const long = "雨".repeat(MAX_ANSWER_CHARACTERS);
    const written = { ...NO_ANSWERS, 1: FAMILY, 2: "اشتقت إليك", 3: long, 4: " \u202e\r\n " };
    await bench.actions.saveReflection({ ...DRAFT, answers: written });
    const kept = (await theOne(bench)).answers;
    expect(kept).toEqual({ ...NO_ANSWERS, 1: FAMILY, 2: "اشتقت إليك", 3: long });
  });

  it.each([
    ["answer-too-long", { ...NO_ANSWERS, 1: "a".repeat(MAX_ANSWER_CHARACTERS + 1) }],
    ["answer-too-long", { ...NO_ANSWERS, 1: FAMILY.repeat(3_000) }],
    ["answers-too-long", { 1: "雨", 2: "雨", 3: "雨", 4: "雨", 5: "雨", 6: "雨" }],
  ])("that cannot travel is refused: %s", async (type, wanted) => {
    const bench = device();
    const answers = (
      type === "answers-too-long"
        ? Object.fromEntries(SLOTS.map((slot) => [slot, "雨".repeat(9_500)]))
        : wanted
    ) as Answers;
    const result = await bench.actions.saveReflection({ ...DRAFT, answers });
    expect(result).toEqual({ ok: false, failure: { type } });
    expect(await stored(bench)).toEqual([]);
  });

  it.each(LETTERS)("full of “%s” fits the server's limits once it is sealed", async (letter) => {
    const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, [
      "encrypt",
    ]);
    const sealing = { id: "0123456789abcdef", key };
    const place = { account: "0".repeat(32), type: "reflection", id: DRAFT.id };
    for (const answers of [filled(letter, SLOTS, 168_000), filled(letter, [1], 64_000)]) {
      expect(answersProblem(answers)).toBeNull();
      const sealed = await Promise.all(
        SLOTS.map((slot) => seal(sealing, { ...place, field: answerField(slot) }, answers[slot])),
      );
      const ciphertexts = sealed.map((text) => (text.split(".")[3]?.length ?? 0) * 0.75);
      expect(Math.max(...ciphertexts)).toBeLessThanOrEqual(LARGEST_SEALED);
      const registers = sealed.map((text) => ["answer:1", [text, "0".repeat(32)]]);
      expect(JSON.stringify(registers).length).toBeLessThan(LARGEST_REQUEST);
    }
  });

  it("that two devices edit keeps both edits of different answers, and the later one of the same", async () => {
    const [phone, laptop] = [device(), device()];
    await phone.actions.saveReflection(DRAFT);
    await carry(phone, laptop);
    const [onPhone, onLaptop] = [await theOne(phone), await theOne(laptop)];
    const edit = (bench: Bench, before: Reflection, changed: Partial<Answers>) =>
      bench.actions.editReflection(before, {
        mood: before.mood,
        answers: { ...before.answers, ...changed },
      });
    await edit(phone, onPhone, { 1: "From the phone", 2: "Earlier" });
    laptop.context.stamps.observe("f".repeat(12) + "0".repeat(20));
    await edit(laptop, onLaptop, { 2: "Later", 4: "From the laptop" });
    await carry(phone, laptop);
    await carry(laptop, phone);
    const both = { ...NO_ANSWERS, 1: "From the phone", 2: "Later", 4: "From the laptop" };
    expect((await theOne(phone)).answers).toEqual(both);
    expect((await theOne(laptop)).answers).toEqual(both);
  });

  it("that is edited into what it was writes nothing", async () => {
    const bench = device();
    await bench.actions.saveReflection(DRAFT);
    const count = bench.published.length;
    const before = await theOne(bench);
    await bench.actions.editReflection(before, before);
    expect(bench.published).toHaveLength(count);
  });

  it("is deleted and brought back, and an edit does not bring it back", async () => {
    const bench = device();
    await bench.actions.saveReflection(DRAFT);
    await bench.actions.deleteReflection(DRAFT.id);
    const deleted = await theOne(bench);
    await bench.actions.editReflection(deleted, { mood: 3, answers: deleted.answers });
    expect((await theOne(bench)).isDeleted).toBe(true);
    await bench.actions.undeleteReflection(DRAFT.id);
    expect(await theOne(bench)).toMatchObject({ ...DRAFT, mood: 3, isDeleted: false });
  });

  it("leaves in an export and comes back from it", async () => {
    const [here, there] = [device(), device()];
    await here.actions.saveReflection({ ...DRAFT, mood: 4 });
    const everything = await readEverything(here.context.database);
    if (!everything.ok) throw new Error(everything.failure.type);
    const file = checkPortableFile(JSON.parse(writePortableFile(everything.value)));
    if (!file.ok) throw new Error(file.failure.type);
    for (const record of file.value.records) await there.context.commit({ edit: [record] });
    expect(await theOne(there)).toMatchObject({ ...DRAFT, mood: 4 });
  });
});

describe("a moment that is not finished", () => {
  it("waits on the device alone: nothing about it is ever sent", async () => {
    const bench = device();
    const { id, on, mood, answers } = DRAFT;
    await bench.actions.keepDraft({ moment: "repair", step: "own", id, on, mood, answers });
    const drafts = await readDrafts(bench.context.database);
    expect(drafts.ok && drafts.value).toMatchObject([{ moment: "repair", step: "own", answers }]);
    const marks = await bench.context.database.read((transaction) =>
      Promise.all([
        transaction.objectStore("outbox").getAll(),
        transaction.objectStore("sealed").getAll(),
      ]),
    );
    expect(marks).toEqual({ ok: true, value: [[], []] });
    expect(bench.published).toEqual([]);
    await bench.actions.dropDraft("repair");
    expect(await readDrafts(bench.context.database)).toEqual({ ok: true, value: [] });
  });
});
