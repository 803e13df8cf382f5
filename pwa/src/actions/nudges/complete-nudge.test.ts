import { describe, expect, it } from "vitest";
import { readEverything } from "../../db/portable";
import { readPromise } from "../../model/promise-record";
import { createBench } from "../../testing/bench";
import { insist } from "../../testing/device";
import { DRAFT, TODAY } from "../../testing/draft";
import { completeNudge, readNudgeStatus } from "./complete-nudge";

const ID = "3f0a5be1c2d4e6f8";
let devices = 0;
const newDevice = () => createBench(`nudges-${(devices += 1)}`);

describe("the Done of a nudge", () => {
  it("keeps a promise once, and not again after it was taken back", async () => {
    const { actions, context } = newDevice();
    const fields = { text: ["Call her", "0".repeat(32)] as const };
    const promise = { type: "promise", id: "p1", fields } as const;
    insist(await context.commit({ edit: [promise] }));
    const item = { id: ID, type: "promise", subject: "p1", on: TODAY } as const;
    expect(insist(await completeNudge(context, item))).toBe("open");
    expect(insist(await completeNudge(context, item))).toBe("kept");
    const { facts } = insist(await readEverything(context.database));
    expect(facts).toMatchObject([
      { type: "promise_event", id: `${ID}done`, promise: "p1", kind: "kept", on: TODAY },
    ]);
    insist(await context.commit({ withdraw: facts }));
    expect(insist(await completeNudge(context, item))).toBe("taken-back");
    expect(insist(await readEverything(context.database)).facts).toMatchObject([
      { withdrawn: true },
    ]);
    expect(insist(await actions.deletePromise(readPromise(promise))).type).toBe("written");
    expect(insist(await readNudgeStatus(context, item)).standing).toBe("gone");
  });

  it("is one step of a counted habit, and nothing where that is kept already", async () => {
    const { actions, context } = newDevice();
    const plan = { ...DRAFT.plan, target: { amount: 2 } };
    const habit = insist(await actions.createHabit({ ...DRAFT, plan }, TODAY));
    const item = { id: ID, type: "habit", subject: habit, on: TODAY } as const;
    expect(insist(await completeNudge(context, item))).toBe("open");
    expect(insist(await completeNudge(context, item))).toBe("kept");
    const other = { ...item, id: "4f0a5be1c2d4e6f8" };
    expect(insist(await completeNudge(context, other))).toBe("open");
    const third = { ...item, id: "5f0a5be1c2d4e6f8" };
    expect(insist(await completeNudge(context, third))).toBe("kept");
    const { facts } = insist(await readEverything(context.database));
    expect(facts.map((fact) => fact.type === "entry" && fact.amount)).toEqual([1, 1]);
  });
});
