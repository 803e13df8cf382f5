import "fake-indexeddb/auto";
import { expect, it } from "vitest";
import { openDatabase } from "./open";
import { releaseOlderRefusals } from "./quarantine";

const QUIET = { onBlocked: () => undefined, onSuperseded: () => undefined };
const REFUSAL = {
  type: "habit",
  id: "h",
  code: "bad_field",
  appVersion: "1.0.0.dev0+aaaaaaaa",
} as const;

it("offers a refused change again to another build of the app, and not to the same", async () => {
  const database = openDatabase("refused", QUIET);
  await database.write((transaction) => transaction.objectStore("quarantine").put(REFUSAL));
  const waiting = () =>
    database.read(async (transaction) => ({
      refused: (await transaction.objectStore("quarantine").getAll()).length,
      offered: (await transaction.objectStore("outbox").getAll()).map(({ id }) => id),
    }));

  await releaseOlderRefusals(database, REFUSAL.appVersion);
  expect(await waiting()).toEqual({ ok: true, value: { refused: 1, offered: [] } });

  await releaseOlderRefusals(database, "1.0.0.dev0+bbbbbbbb");
  expect(await waiting()).toEqual({ ok: true, value: { refused: 0, offered: ["h"] } });
});
