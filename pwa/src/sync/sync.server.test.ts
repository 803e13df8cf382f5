/** The sync of the app against the real server: what must never be lost, doubled or brought back. */
import { afterAll, beforeAll, describe, it } from "vitest";
import { startKept, type KeptServer } from "../testing/kept-server";
import { GROUPS } from "../testing/scenarios";

let server: KeptServer;
/** Undefined where it did not start. */
let started: KeptServer | undefined;

beforeAll(async () => {
  started = server = await startKept();
});

afterAll(async () => {
  await started?.end();
});

describe.each(Object.entries(GROUPS))("%s", (_, scenarios) => {
  it.each(Object.entries(scenarios))("%s", async (_name, run) => {
    await run(server);
  });
});
