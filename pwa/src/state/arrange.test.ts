import { describe, expect, it } from "vitest";
import { readEverything } from "../db/portable";
import { toSections, type Section } from "../model/groups";
import type { Habit } from "../model/habit-record";
import { mergeFields } from "../model/merge";
import type { StoredRecord } from "../model/registers";
import { createBench, type Bench } from "../testing/bench";
import { DRAFT, TODAY } from "../testing/draft";
import { createJournal, type Journal } from "./journal";

interface Device extends Bench {
  readonly journal: Journal;
}

let devices = 0;

async function device(): Promise<Device> {
  const bench = createBench(`arrange-${(devices += 1)}`);
  const journal = createJournal({ ...bench.context, lockedName: "Locked" });
  await journal.load();
  return { ...bench, journal };
}

async function withHabits(...names: string[]): Promise<Device> {
  const made = await device();
  for (const [at, name] of names.entries()) {
    const created = await made.actions.createHabit({ ...DRAFT, name }, TODAY);
    if (!created.ok) throw new Error(created.failure.type);
    const fields = { position: [at, made.context.stamps.issue()] } as const;
    await made.context.commit({ edit: [{ type: "habit", id: created.value, fields }] });
  }
  return made;
}

const named = ({ journal }: Device, name: string): Habit => {
  const habit = journal.habits.peek().find((each) => each.name === name);
  if (habit === undefined) throw new Error(`no ${name}`);
  return habit;
};

const sectionsOf = ({ journal }: Device): readonly Section[] =>
  toSections(journal.habits.peek(), journal.groups.peek());

const shown = (from: Device): unknown[] =>
  sectionsOf(from).map(({ group, habits }) => [
    group?.name ?? null,
    habits.map(({ name }) => name),
  ]);

async function newGroup(on: Device, name: string): Promise<string> {
  const created = await on.actions.createGroup(name);
  if (!created.ok) throw new Error(created.failure.type);
  return created.value;
}

async function move(on: Device, name: string, group: string | null, at: number): Promise<void> {
  const habit = named(on, name);
  const section = sectionsOf(on).find((each) => (each.group?.id ?? null) === group);
  const others = section?.habits.filter(({ id }) => id !== habit.id) ?? [];
  const result = await on.actions.moveHabit(habit, { group, others, at });
  expect(result.ok).toBe(true);
}

async function recordsOf({ context }: Device): Promise<readonly StoredRecord[]> {
  const result = await readEverything(context.database);
  if (!result.ok) throw new Error(result.failure.type);
  return result.value.records;
}

/** What both wrote, merged into both, as sync does it. */
async function meet(one: Device, other: Device): Promise<void> {
  const [left, right] = await Promise.all([recordsOf(one), recordsOf(other)]);
  const merged = new Map(left.map((record) => [record.id, record]));
  for (const record of right) {
    const fields = mergeFields(merged.get(record.id)?.fields ?? {}, record.fields);
    merged.set(record.id, { ...record, fields });
  }
  for (const each of [one, other]) await each.context.commit({ edit: [...merged.values()] });
}

describe("a habit that is moved", () => {
  it("is all that is written, in one commit", async () => {
    const alice = await withHabits("Eye contact", "Water", "Walk");
    const before = alice.published.length;
    const stamps = new Map((await recordsOf(alice)).map(({ id, fields }) => [id, fields]));

    await move(alice, "Walk", null, 1);

    expect(shown(alice)).toEqual([[null, ["Eye contact", "Walk", "Water"]]]);
    expect(alice.published.length).toBe(before + 1);
    const changed = (await recordsOf(alice)).flatMap(({ id, fields }) =>
      Object.entries(fields)
        .filter(([name, [, stamp]]) => stamps.get(id)?.[name]?.[1] !== stamp)
        .map(([name]) => [id, name]),
    );
    expect(changed).toEqual([[named(alice, "Walk").id, "position"]]);
  });

  it("into a group stands there and nowhere else", async () => {
    const alice = await withHabits("Eye contact", "Water", "Walk");
    const mornings = await newGroup(alice, "  Mornings ");
    await move(alice, "Water", mornings, 0);
    await move(alice, "Eye contact", mornings, 1);

    expect(shown(alice)).toEqual([
      [null, ["Walk"]],
      ["Mornings", ["Water", "Eye contact"]],
    ]);
  });

  it("on one device, and another on another, are both where they were put", async () => {
    const phone = await withHabits("Eye contact", "Water", "Walk", "Read");
    const laptop = await device();
    await meet(phone, laptop);
    await move(phone, "Read", null, 0);
    await move(laptop, "Eye contact", null, 2);

    await meet(phone, laptop);

    expect(shown(phone)).toEqual([[null, ["Read", "Water", "Walk", "Eye contact"]]]);
    expect(shown(laptop)).toEqual(shown(phone));
  });
});

describe("a group", () => {
  it("that is deleted lets its habits go, and has them again when it comes back", async () => {
    const alice = await withHabits("Eye contact", "Water");
    const mornings = await newGroup(alice, "Mornings");
    await move(alice, "Water", mornings, 0);
    const [group] = alice.journal.groups.peek();
    if (group === undefined) throw new Error("no group");

    await alice.actions.deleteGroup(group);
    expect(shown(alice)).toEqual([[null, ["Eye contact", "Water"]]]);

    await alice.actions.undeleteGroup(group);
    expect(shown(alice)).toEqual([
      [null, ["Eye contact"]],
      ["Mornings", ["Water"]],
    ]);
  });

  it("is renamed and moved, and keeps its habits", async () => {
    const alice = await withHabits("Water");
    const mornings = await newGroup(alice, "Mornings");
    await newGroup(alice, "Evenings");
    await move(alice, "Water", mornings, 0);
    const group = alice.journal.groups.peek().find(({ id }) => id === mornings);
    if (group === undefined) throw new Error("no group");
    const others = alice.journal.groups.peek().filter(({ id }) => id !== mornings);

    await alice.actions.moveGroup(group, others, 1);
    await alice.actions.renameGroup(group, "At dawn");

    expect(shown(alice)).toEqual([
      [null, []],
      ["Evenings", []],
      ["At dawn", ["Water"]],
    ]);
  });

  it("needs a name", async () => {
    const alice = await device();
    const result = await alice.actions.createGroup("   ");
    expect(result).toMatchObject({
      ok: false,
      failure: { type: "invalid-text", problem: "empty" },
    });
  });

  it("travels in an export file, with the habits in it", async () => {
    const alice = await withHabits("Water");
    await move(alice, "Water", await newGroup(alice, "Mornings"), 0);
    const text = await alice.actions.exportData();
    if (!text.ok) throw new Error(text.failure.type);
    const fresh = await device();

    const plan = await fresh.actions.openImport(new TextEncoder().encode(text.value), TODAY);
    if (!plan.ok) throw new Error(plan.failure.type);
    await fresh.actions.importData(plan.value);
    await fresh.journal.load();

    expect(shown(fresh)).toEqual(shown(alice));
  });
});
