/** What devices and server hold, brought into one form, and the promises that must hold between them. */
import { expect } from "vitest";
import type { OutboxMark, Refusal } from "../db/schema";
import { isEntry, isLive, isPromiseEvent, type PromiseEvent } from "../model/facts";
import { canonicalJson, type Json } from "../model/registers";
import type { SyncAnswer, WireThing } from "../sync/protocol";
import { factToWire, recordToWire } from "../sync/wire";
import { insist, type Device } from "./device";
import { along, createLine } from "./line";
import type { Owner } from "./owner";

/** Things in canonical JSON by "type/id". */
export type Things = Readonly<Record<string, string>>;

export interface Stored {
  /** What a person sees: opened words, with stamps. */
  readonly plain: Things;
  /** What travels: the same with the sealed bytes. */
  readonly sealed: Things;
  readonly outbox: readonly OutboxMark[];
  readonly quarantine: readonly Refusal[];
}

const keyOf = ({ type, id }: { readonly type: string; readonly id: string }): string =>
  `${type}/${id}`;

const byKey = (things: readonly (WireThing | object)[]): Things =>
  Object.fromEntries(
    things.map((thing) => [keyOf(thing as WireThing), canonicalJson(thing as Json)]),
  );

export async function readDevice(device: Device): Promise<Stored> {
  const { database } = device.page().context;
  const [records, facts, sealed, outbox, quarantine] = insist(
    await database.read((transaction) =>
      Promise.all([
        transaction.objectStore("records").getAll(),
        transaction.objectStore("facts").getAll(),
        transaction.objectStore("sealed").getAll(),
        transaction.objectStore("outbox").getAll(),
        transaction.objectStore("quarantine").getAll(),
      ]),
    ),
  );
  const sealedBy = new Map(sealed.map((thing) => [keyOf(thing), thing]));
  const wire = [
    ...records.map((record) => recordToWire(record, sealedBy.get(keyOf(record)))),
    ...facts.map((fact) => factToWire(fact, sealedBy.get(keyOf(fact)))),
  ];
  return { plain: byKey([...records, ...facts]), sealed: byKey(wire), outbox, quarantine };
}

export interface ServerState {
  readonly sealed: Things;
  readonly head: number;
  readonly epoch: string;
}

/** All of an account's feed, read without any part of the app. */
export async function readServer({ server, account, cookies }: Owner): Promise<ServerState> {
  const line = createLine(server, cookies);
  const things: WireThing[] = [];
  let position: { epoch: string | null; cursor: number } = { epoch: null, cursor: 0 };
  for (;;) {
    const body = JSON.stringify({ protocol: 1, account, ...position, changes: [] });
    const response = await along(line, () => fetch("/api/sync", { method: "POST", body }));
    if (!response.ok) throw new Error(`The server said ${response.status}`);
    const answer = (await response.json()) as SyncAnswer;
    things.push(...answer.records);
    position = { epoch: answer.epoch, cursor: answer.cursor };
    if (!answer.more) break;
  }
  return { sealed: byKey(things), head: position.cursor, epoch: position.epoch ?? "" };
}

/** All devices hold what the server holds, byte for byte, read the same words, and owe nothing. */
export async function expectEqual(devices: readonly Device[]): Promise<Things> {
  const [first] = devices;
  if (first === undefined) throw new Error("No device");
  const server = await readServer(first.owner);
  const states = await Promise.all(devices.map(readDevice));
  for (const state of states) {
    expect(state.outbox).toEqual([]);
    expect(state.quarantine).toEqual([]);
    expect(state.sealed).toEqual(server.sealed);
    expect(state.plain).toEqual(states[0]?.plain);
  }
  await Promise.all(devices.map(expectScreens));
  return states[0]?.plain ?? {};
}

/** The screens show what is on the disk, without being reloaded. */
export async function expectScreens(device: Device): Promise<void> {
  const { journal, context } = device.page();
  const [records, facts] = insist(
    await context.database.read((transaction) =>
      Promise.all([
        transaction.objectStore("records").getAll(),
        transaction.objectStore("facts").getAll(),
      ]),
    ),
  );
  const habits = records.filter(({ type }) => type === "habit");
  await expect
    .poll(() => habits.map(({ id }) => journal.habit(id)?.name))
    .toEqual(
      habits.map(({ fields }) => fields["name"]?.[0] ?? (fields["position"] ? "" : undefined)),
    );
  for (const { id } of habits) {
    const entries = facts.filter(isEntry).filter((fact) => fact.habit === id);
    const live = entries.filter(isLive).map((fact) => fact.id);
    const shown = () =>
      journal
        .pastOf(id)
        .peek()
        .facts.map((fact) => fact.id);
    await expect.poll(() => shown().sort()).toEqual(live.sort());
  }
  const told = facts.filter(isPromiseEvent).filter(isLive);
  const shownEvents = () => [...journal.promiseEvents.peek().values()].flat();
  await expect.poll(() => byId(shownEvents())).toEqual(byId(told));
}

const byId = (events: readonly PromiseEvent[]): readonly PromiseEvent[] =>
  events.toSorted((left, right) => (left.id < right.id ? -1 : 1));

/** I15: what the server does not have as it is here is dirty or in quarantine, with the words it has. */
export async function expectAccounted(device: Device): Promise<void> {
  const server = await readServer(device.owner);
  const { sealed, outbox, quarantine } = await readDevice(device);
  const owed = new Set([...outbox, ...quarantine].map(keyOf));
  const lost = Object.keys(sealed).filter(
    (key) => !owed.has(key) && !isWithin(sealed[key] ?? "", server.sealed[key]),
  );
  expect(lost, "neither on the server, nor dirty, nor in quarantine").toEqual([]);
}

/** Others may have gone on: each register here must be there, or a later one. */
function isWithin(mine: string, theirs: string | undefined): boolean {
  if (theirs === undefined || mine === theirs) return mine === theirs;
  const [left, right] = [JSON.parse(mine) as Wire, JSON.parse(theirs) as Wire];
  if (left.fields === undefined) return right.withdrawn === true;
  return Object.entries(left.fields).every(
    ([name, [, stamp]]) => (right.fields?.[name]?.[1] ?? "") >= stamp,
  );
}

interface Wire {
  readonly fields?: Readonly<Record<string, readonly [unknown, string]>>;
  readonly withdrawn?: boolean;
}
