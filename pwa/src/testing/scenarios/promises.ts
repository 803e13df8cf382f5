/** Promises on several devices: all that was said of one stands, and the later stamp decides. */
import { expect } from "vitest";
import { stampToMs } from "../../core/clock";
import { isLive, type PromiseEvent } from "../../model/facts";
import { readPromise, type PromiseRecord } from "../../model/promise-record";
import { standingOf, type PromiseStatus } from "../../model/promises";
import { insist, type Device } from "../device";
import { PROMISE_DRAFT } from "../promise-draft";
import { expectEqual, readDevice, readServer } from "../truth";
import { createPair, syncAll, TODAY, YEAR_MS, type Pair, type Scenarios } from "./world";

export async function promisesOn(device: Device): Promise<readonly PromiseRecord[]> {
  const { plain } = await readDevice(device);
  return Object.entries(plain)
    .filter(([key]) => key.startsWith("promise/"))
    .map(([, text]) => readPromise(JSON.parse(text) as Parameters<typeof readPromise>[0]));
}

export async function liveEvents(device: Device): Promise<readonly PromiseEvent[]> {
  const { plain } = await readDevice(device);
  return Object.entries(plain)
    .filter(([key]) => key.startsWith("promise_event/"))
    .map(([, text]) => JSON.parse(text) as PromiseEvent)
    .filter(isLive);
}

export const tell = async (
  device: Device,
  promise: string,
  kind: PromiseEvent["kind"],
  note = "",
): Promise<PromiseEvent> => {
  const to = { on: "2026-12-05", time: "09:00", timeZone: "Asia/Kathmandu" };
  const telling = { promise, kind, on: TODAY, note, ...(kind === "moved" ? { to } : {}) };
  return insist(await device.page().actions.tellPromise(telling));
};

async function standingOn(device: Device, id: string): Promise<PromiseStatus> {
  const promise = (await promisesOn(device)).find((present) => present.id === id);
  if (promise === undefined) throw new Error("The promise is not there");
  return standingOf(promise, await liveEvents(device));
}

/** A pair of devices that both know one promise. */
async function promised(
  server: Parameters<typeof createPair>[0],
): Promise<Pair & { readonly promise: string }> {
  const pair = await createPair(server);
  const promise = insist(await pair.a.page().actions.createPromise(PROMISE_DRAFT));
  await syncAll(pair.a, pair.b);
  return { ...pair, promise };
}

export const PROMISES: Scenarios = {
  "moved on one device and kept on another, both offline: both stand, the later decides": async (
    server,
  ) => {
    const { a, b, promise } = await promised(server);
    // Within one millisecond it would be the name of the device that decides.
    b.clock.aheadMs = 1_000;
    const moved = await tell(a, promise, "moved", "She is away until Friday");
    const kept = await tell(b, promise, "kept");
    await syncAll(b, a, b);
    await expectEqual([a, b]);
    for (const device of [a, b]) {
      const { outcome, history } = await standingOn(device, promise);
      expect(outcome).toBe("kept");
      expect(history).toEqual([moved, kept]);
    }
    await tell(a, promise, "moved");
    await syncAll(a, b);
    expect(await standingOn(b, promise)).toMatchObject({
      ...{ outcome: "open", due: { on: "2026-12-05", time: "09:00", zone: "Asia/Kathmandu" } },
    });
  },

  "what was said in error is taken back on every device": async (server) => {
    const { a, b, promise } = await promised(server);
    const kept = await tell(a, promise, "kept", "Too early");
    await syncAll(a, b);
    insist(await b.page().actions.withdrawTelling(kept));
    await syncAll(b, a);
    await expectEqual([a, b]);
    expect((await standingOn(a, promise)).outcome).toBe("open");
  },

  "not a word of it is on the server": async (server) => {
    const { a, b, owner, promise } = await promised(server);
    await tell(a, promise, "mended", "Canary in the note");
    await syncAll(a, b);
    await expectEqual([a, b]);
    const { sealed } = await readServer(owner);
    const held = JSON.stringify(sealed);
    for (const word of ["bicycle", PROMISE_DRAFT.toWhom, "Canary"]) {
      expect(held).not.toContain(word);
    }
  },

  "what a clock a year ahead said arrives under a stamp of today": async (server) => {
    const { a, b, owner, promise } = await promised(server);
    a.clock.aheadMs = YEAR_MS;
    await a.reopen();
    await tell(a, promise, "kept");
    await syncAll(a, b);
    await tell(b, promise, "reopened");
    await syncAll(b, a);
    await expectEqual([a, b]);
    expect((await standingOn(a, promise)).outcome).toBe("open");
    const stamps = Object.values((await readServer(owner)).sealed)
      .map((text) => JSON.parse(text) as Partial<PromiseEvent>)
      .flatMap(({ stamp }) => stamp ?? []);
    expect(stamps).toHaveLength(2);
    for (const stamp of stamps) expect(stampToMs(stamp)).toBeLessThan(Date.now() + 120_000);
  },

  "its words are there again once they are unlocked": async (server) => {
    const { a, b, promise } = await promised(server);
    await b.lock();
    await tell(a, promise, "let_go", "I said so");
    await syncAll(a, b);
    await b.unlock();
    await syncAll(b);
    await expectEqual([a, b]);
    expect((await standingOn(b, promise)).history[0]?.note).toBe("I said so");
  },
};
