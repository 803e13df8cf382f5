import { expect, it } from "vitest";
import { MAX_CHANGES, MAX_RECORDS } from "../contract/limits";
import { createBench } from "../testing/bench";
import { TODAY } from "../testing/draft";
import { runSync, type Send } from "./engine";
import { createPace } from "./pace";

const ACCOUNT = "a".repeat(32);
const TICKS = 120;
const CARRIED = 30;

/** A line on which a request of more than so many things, or for more, is never answered in time. */
function createSlowLine(): { readonly send: Send; readonly arrived: Set<string> } {
  const arrived = new Set<string>();
  const send: Send = ({ changes, limit }) => {
    if (changes.length > CARRIED || limit > MAX_RECORDS / 2) {
      return Promise.resolve({ ok: false, failure: { type: "offline", isLate: true } });
    }
    for (const { id } of changes) arrived.add(id);
    const results = changes.map(({ type, id }) => ({ type, id, status: "applied" as const }));
    const answer = { protocol: [1, 1] as [number, number], account: ACCOUNT, epoch: "e", results };
    const rest = { now: Date.now(), records: [], cursor: 0, head_token: null, more: false };
    return Promise.resolve({ ok: true, value: { ...answer, ...rest, key: "" } });
  };
  return { send, arrived };
}

it("brings everything across a line that is too slow for a whole batch", async () => {
  const { context } = createBench("slow-line");
  const { send, arrived } = createSlowLine();
  await context.commit({
    add: Array.from({ length: TICKS }, () => ({
      type: "entry",
      id: context.mintFactId(),
      habit: "tea",
      on: TODAY,
      kind: "done",
      amount: 1,
    })),
  });
  const pace = createPace();
  const loadKey = () => Promise.resolve(null);
  const run = () => runSync({ ...context, account: ACCOUNT, loadKey, send, pace, appVersion: "1" });

  let runs = 1;
  // Each failed run is one wait of the scheduler.
  while (!(await run()).ok && runs < 20) runs += 1;

  expect(arrived.size).toBe(TICKS);
  expect(runs).toBeLessThan(10);
});

it("carries all again once the line is fast", () => {
  const pace = createPace();
  pace.slower(MAX_CHANGES);
  pace.slower(7);
  expect(pace.changes()).toBe(4);
  pace.slower(1);
  pace.slower(0);
  pace.slower(0);
  expect([pace.changes(), pace.records()]).toEqual([1, 1]);
  for (let requests = 0; requests < 20; requests += 1) pace.faster();
  expect([pace.changes(), pace.records()]).toEqual([MAX_CHANGES, MAX_RECORDS]);
});
