import { expect, it } from "vitest";
import { createBench } from "../../testing/bench";
import { DRAFT, TODAY } from "../../testing/draft";
import { countUnsent } from "./sign-out";

it("counts what this device alone has: unsent, refused, and commands that wait", async () => {
  const { actions, context } = createBench("unsent");
  expect(await countUnsent(context)).toBe(0);
  const made = await actions.createHabit(DRAFT, TODAY);
  if (!made.ok) throw new Error("The habit was not made");
  const habit = { type: "habit", id: made.value } as const;
  const refusal = { code: "account_full", appVersion: "test" };
  expect(await countUnsent(context)).toBe(1);

  // Refused while a later edit of it waits: it is one thing.
  await context.database.write(async (transaction) => {
    await transaction.objectStore("quarantine").put({ ...refusal, ...habit });
    await transaction.objectStore("quarantine").put({ ...refusal, type: "entry", id: "e1" });
    return null;
  });
  expect(await countUnsent(context)).toBe(2);

  await context.database.write(async (transaction) => {
    await transaction
      .objectStore("commands")
      .add({ command: { type: "stop", share: "s1", id: "c1" } });
    return null;
  });
  expect(await countUnsent(context)).toBe(3);

  await context.database.close();
});
