/**
 * A swarm: several devices do what people and networks do, in an order that a seed decides; then all of it
 * must heal. Each run has a random subset of the rules with random weights, for that finds more than all at once.
 */
import { expect } from "vitest";
import { FORMS } from "../contract/forms";
import { createDevice, insist, type Device, type Page } from "./device";
import type { KeptServer } from "./kept-server";
import { BAD_WAYS, ways, type Way } from "./line";
import { signUpOwner } from "./owner";
import { PROMISE_DRAFT } from "./promise-draft";
import { liveEvents, promisesOn, tell } from "./scenarios/promises";
import {
  DRAFT,
  habitOn,
  liveEntries,
  rename,
  syncAll,
  tick,
  TODAY,
  undo,
  YEAR_MS,
} from "./scenarios/world";
import { expectAccounted, expectEqual, readDevice, readServer } from "./truth";

/** `choice` is 0 ≤ choice < 1 and decides whatever a rule leaves open. */
export interface Step {
  readonly rule: RuleName;
  readonly device: number;
  readonly choice: number;
}

interface Flock {
  readonly devices: readonly Device[];
  readonly locked: Set<Device>;
  readonly habits: string[];
  /** Every tick and every word on a promise that was made, by "type/id", and whether it was taken back. */
  readonly ledger: Map<string, { isUndone: boolean }>;
}

type Rule = (flock: Flock, device: Device, choice: number) => Promise<void>;

const STEPS = 45;
const AHEAD_MS = [0, 0, 45_000, 90_000, -45_000, YEAR_MS, -YEAR_MS];

const pick = <Item>(items: readonly Item[], choice: number): Item | undefined =>
  items[Math.floor(choice * items.length)];

/** A habit that this device knows and whose words it can read. */
async function pickHabit(flock: Flock, device: Device, choice: number): Promise<string | null> {
  if (flock.locked.has(device)) return null;
  const { plain } = await readDevice(device);
  return (
    pick(
      flock.habits.filter((id) => plain[`habit/${id}`] !== undefined),
      choice,
    ) ?? null
  );
}

const onHabit =
  (act: (device: Device, habit: string, choice: number) => Promise<unknown>): Rule =>
  async (flock, device, choice) => {
    const habit = await pickHabit(flock, device, choice);
    if (habit !== null) await act(device, habit, choice);
  };

/** Without a word about how it ends: that is what the healing shows. */
const syncing =
  (...steps: readonly Way[]): Rule =>
  async (_, device) => {
    await device.page().sync(...steps);
  };

async function tickOn(flock: Flock, page: Page, choice: number, note?: string): Promise<void> {
  const habit = pick(flock.habits, choice) ?? "";
  const words = note === undefined ? {} : { note };
  const step = { habit, on: TODAY, amount: 1, ...words };
  const entry = insist(await page.actions.logStep(step));
  flock.ledger.set(`entry/${entry.id}`, { isUndone: false });
}

const RULES = {
  tick: (flock, device, choice) => tickOn(flock, device.page(), choice),
  note: async (flock, device, choice) => {
    if (!flock.locked.has(device)) await tickOn(flock, device.page(), choice, `note ${choice}`);
  },
  undo: async (flock, device, choice) => {
    const entry = pick(await liveEntries(device), choice);
    if (entry === undefined) return;
    await undo(device, entry);
    flock.ledger.set(`entry/${entry.id}`, { isUndone: true });
  },
  promise: async (flock, device, choice) => {
    if (flock.locked.has(device)) return;
    const draft = { ...PROMISE_DRAFT, text: `Promise ${choice}` };
    insist(await device.page().actions.createPromise(draft));
  },
  tell: async (flock, device, choice) => {
    const promise = pick(await promisesOn(device), choice);
    const kind = pick(FORMS.promise_event_kind.one_of, (choice * 7) % 1) ?? "kept";
    if (promise === undefined) return;
    const { id } = await tell(device, promise.id, kind, flock.locked.has(device) ? "" : "because");
    flock.ledger.set(`promise_event/${id}`, { isUndone: false });
  },
  untell: async (flock, device, choice) => {
    const event = pick(await liveEvents(device), choice);
    if (event === undefined) return;
    insist(await device.page().actions.withdrawTelling(event));
    flock.ledger.set(`promise_event/${event.id}`, { isUndone: true });
  },
  create: async (flock, device, choice) => {
    if (flock.locked.has(device)) return;
    const draft = { ...DRAFT, name: `Habit ${choice}` };
    flock.habits.push(insist(await device.page().actions.createHabit(draft, TODAY)));
  },
  rename: onHabit((device, habit, choice) => rename(device, habit, `Name ${choice}`)),
  plan: onHabit(async (device, id, choice) => {
    const habit = await habitOn(device, id);
    const plan = { ...DRAFT.plan, target: { amount: Math.floor(choice * 100) } };
    insist(await device.page().actions.editHabit(habit, { ...habit, plan }, TODAY));
  }),
  remove: onHabit(async (device, id) => {
    insist(await device.page().actions.deleteHabit(await habitOn(device, id)));
  }),
  bringBack: onHabit(async (device, id) => {
    insist(await device.page().actions.undeleteHabit(await habitOn(device, id)));
  }),
  archive: onHabit(async (device, id) => {
    insist(await device.page().actions.archiveHabit(await habitOn(device, id), TODAY));
  }),
  restore: onHabit(async (device, id) => {
    insist(await device.page().actions.restoreHabit(await habitOn(device, id), "2026-11-30"));
  }),
  prefer: async (_, device, choice) => {
    insist(await device.page().actions.setPreference("dayStartHour", Math.floor(choice * 5)));
  },
  sync: syncing(),
  syncLost: syncing(ways.answerLost),
  syncTwice: syncing(ways.twice, ways.twice),
  syncBadly: async (_, device, choice) => {
    const bad = pick(BAD_WAYS, choice) ?? "html";
    await device.page().sync(...(choice < 0.5 ? [] : [ways.plain]), ways[bad]);
  },
  editUnderWay: async (flock, device, choice) => {
    await device.page().sync(async (deliver) => {
      const answer = await deliver();
      await RULES.rename(flock, device, choice);
      await RULES.undo(flock, device, choice);
      return answer;
    });
  },
  syncTogether: async (flock) => {
    await Promise.all(flock.devices.map((device) => device.page().sync()));
  },
  clock: (_, device, choice) => {
    device.clock.aheadMs = pick(AHEAD_MS, choice) ?? 0;
    return Promise.resolve();
  },
  reopen: async (_, device) => {
    await device.reopen();
  },
  crash: async (_, device) => {
    await device.page().sync(async (deliver) => {
      await deliver();
      await device.reopen();
      return ways.notSent();
    });
  },
  twoTabs: async (flock, device, choice) => {
    const tab = await device.openTab();
    await tickOn(flock, tab, choice);
    await Promise.all([device.page().sync(), tab.sync(), RULES.rename(flock, device, choice)]);
    await tab.context.database.close();
  },
  lock: async (flock, device) => {
    if (!flock.locked.has(device)) await device.lock();
    flock.locked.add(device);
  },
  unlock: async (flock, device) => {
    if (flock.locked.delete(device)) await device.unlock();
  },
} satisfies Record<string, Rule>;

type RuleName = keyof typeof RULES;

const DEVICES = 3;

/** Numbers 0 ≤ n < 1 that the seed decides (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function writeScript(seed: number): readonly Step[] {
  const random = createRandom(seed);
  const names = (Object.keys(RULES) as RuleName[]).filter(() => random() < 0.6);
  const weighted = names.flatMap((name) =>
    Array<RuleName>(1 + Math.floor(random() * 4)).fill(name),
  );
  const always: readonly RuleName[] = ["tick", "sync", "create", "rename"];
  return Array.from({ length: STEPS }, () => ({
    rule: pick([...weighted, ...always], random()) ?? "sync",
    device: Math.floor(random() * DEVICES),
    choice: random(),
  }));
}

/** Run a script, heal, and check that nothing was lost, doubled or brought back; throws where it was. */
export async function runScript(server: KeptServer, script: readonly Step[]): Promise<void> {
  const [owner, other] = [await signUpOwner(server), await signUpOwner(server)];
  const devices = [await createDevice(owner), await createDevice(owner), await createDevice(owner)];
  const charlie = await createDevice(other);
  const flock: Flock = { devices, locked: new Set(), habits: [], ledger: new Map() };
  for (const device of devices.slice(0, 1)) await RULES.create(flock, device, 0);
  const own = insist(await charlie.page().actions.createHabit(DRAFT, TODAY));

  for (const step of script) {
    const device = devices[step.device];
    if (device === undefined) throw new Error("No such device");
    await RULES[step.rule](flock, device, step.choice);
    if (step.choice < 0.1) await tick(charlie, own);
    if (step.choice < 0.05) await charlie.page().sync();
  }
  for (const device of devices) await expectAccounted(device);

  await heal(flock);
  await syncAll(charlie);
  expectLedger(flock, await expectEqual(devices));
  await expectQuiet(flock);
  const foreign = await expectEqual([charlie]);
  expect(Object.keys(foreign).filter((key) => flock.ledger.has(key))).toEqual([]);
}

async function heal({ devices, locked }: Flock): Promise<void> {
  for (const device of devices) {
    device.clock.aheadMs = 0;
    if (locked.has(device)) await device.unlock();
  }
  for (let round = 0; round < 3; round += 1) await syncAll(...devices);
}

/** I5: every tick and word that was made and not taken back counts, once; every other does not. */
function expectLedger({ ledger }: Flock, plain: Readonly<Record<string, string>>): void {
  const facts = Object.entries(plain).filter(([key]) => /^(entry|promise_event)\//.test(key));
  const counted = facts.filter(([, text]) => !text.includes('"withdrawn":true'));
  const made = [...ledger].filter(([, { isUndone }]) => !isUndone).map(([key]) => key);
  expect(counted.map(([key]) => key).sort()).toEqual(made.sort());
}

/** I16: devices that have nothing to say leave the feed as it is. */
async function expectQuiet({ devices }: Flock): Promise<void> {
  const [first] = devices;
  if (first === undefined) return;
  const { head } = await readServer(first.owner);
  for (let round = 0; round < 3; round += 1) await syncAll(...devices);
  expect((await readServer(first.owner)).head).toBe(head);
}
