/** What the scenarios of the sync share: people, their devices, and the small things they do. */
import { isLive, type EntryFact } from "../../model/facts";
import { readHabit, type Habit } from "../../model/habit-record";
import { createDevice, insist, type Device } from "../device";
import { DRAFT, TODAY } from "../draft";
import type { KeptServer } from "../kept-server";
import type { Way } from "../line";
import { signUpOwner, type Owner } from "../owner";
import { readDevice } from "../truth";

/** One promise each, by its name; a promise that is broken throws. */
export type Scenarios = Readonly<Record<string, (server: KeptServer) => Promise<void>>>;

export { DRAFT, TODAY } from "../draft";
export const YEAR_MS = 365 * 86_400_000;

export interface Pair {
  readonly owner: Owner;
  readonly a: Device;
  readonly b: Device;
  readonly habit: string;
}

/** Two devices of one person that both know one habit. */
export async function createPair(server: KeptServer): Promise<Pair> {
  const owner = await signUpOwner(server);
  const [a, b] = [await createDevice(owner), await createDevice(owner)];
  const habit = insist(await a.page().actions.createHabit(DRAFT, TODAY));
  await syncAll(a, b);
  return { owner, a, b, habit };
}

export async function syncAll(...devices: readonly Device[]): Promise<void> {
  for (const device of devices) insist(await device.page().sync());
}

/** Sync until a run succeeds; what went wrong on the way is expected here. */
export async function syncAnyhow(device: Device, ...ways: readonly Way[]): Promise<void> {
  const result = await device.page().sync(...ways);
  if (!result.ok) insist(await device.page().sync());
}

export const tick = async (device: Device, habit: string, note?: string): Promise<EntryFact> =>
  insist(
    await device.page().actions.logStep({
      habit,
      on: TODAY,
      amount: 1,
      ...(note === undefined ? {} : { note }),
    }),
  );

export const undo = async (device: Device, entry: EntryFact): Promise<void> => {
  insist(await device.page().actions.withdrawEntries([entry]));
};

export async function habitOn(device: Device, id: string): Promise<Habit> {
  const stored = (await readDevice(device)).plain[`habit/${id}`];
  if (stored === undefined) throw new Error("The habit is not there");
  return readHabit(JSON.parse(stored) as Parameters<typeof readHabit>[0]);
}

export async function rename(device: Device, id: string, name: string): Promise<void> {
  const habit = await habitOn(device, id);
  const plan = habit.plans.at(-1) ?? DRAFT.plan;
  const { rule, target, direction } = plan;
  const draft = { ...habit, plan: { rule, target, direction }, name };
  insist(await device.page().actions.editHabit(habit, draft, TODAY));
}

/** The entries that count on this device. */
export async function liveEntries(device: Device): Promise<readonly EntryFact[]> {
  const { plain } = await readDevice(device);
  return Object.entries(plain)
    .filter(([key]) => key.startsWith("entry/"))
    .map(([, text]) => JSON.parse(text) as EntryFact)
    .filter(isLive);
}

/** A record that no server of this age takes: its position is no number. */
export async function poison(device: Device, id: string, value: unknown = "far"): Promise<void> {
  const { context } = device.page();
  const fields = { position: [value as string, context.stamps.issue()] as const };
  insist(await context.commit({ edit: [{ type: "habit", id, fields }] }));
}
