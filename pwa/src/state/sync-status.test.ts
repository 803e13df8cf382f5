import { effect } from "@preact/signals";
import { describe, expect, it } from "vitest";
import { createBench } from "../testing/bench";
import { DRAFT, TODAY } from "../testing/draft";
import { createSyncStatus } from "./sync-status";

describe("the count of what was not sent", () => {
  it("is seen again when it is the same, for it may be of something else", async () => {
    const { actions, context } = createBench("sync-status");
    const { counts, phase, unsent } = createSyncStatus(context.database, context.changes);
    const seen: (number | null)[] = [];
    effect(() => {
      if (counts.value > 0) seen.push(unsent.peek());
    });
    await actions.createHabit(DRAFT, TODAY);
    phase.value = "idle";
    await expect.poll(() => seen).toEqual([1]);
    // One was sent, another was written, and nobody counted in between.
    await context.database.write((transaction) => transaction.objectStore("outbox").clear());
    await actions.createHabit(DRAFT, TODAY);
    await expect.poll(() => seen).toEqual([1, 1]);
  });
});
