/** Seeded swarms against the real server, and broken variants of the sync that the tests must notice. */
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startKept, type KeptServer } from "../testing/kept-server";
import { MUTANTS } from "../testing/mutants";
import { runScript, writeScript, type Step } from "../testing/swarm";

/** Longer by hand: KEPT_SWARM_SECONDS=3600. One run again: SEED=…, or KEPT_SWARM_SCRIPT='[…]'. */
const SECONDS = Number(process.env["KEPT_SWARM_SECONDS"] ?? 15);
const { SEED, KEPT_SWARM_SCRIPT } = process.env;
const MS_PER_SECOND = 1_000;

let server: KeptServer;

beforeAll(async () => {
  server = await startKept();
});

afterAll(async () => {
  await server.end();
});

async function runSeed(seed: number, script: readonly Step[] = writeScript(seed)): Promise<void> {
  try {
    await runScript(server, script);
  } catch (error) {
    const how = `SEED=${seed} KEPT_SWARM_SCRIPT='${JSON.stringify(script)}'`;
    throw new Error(`A swarm broke a promise. Again: ${how}`, { cause: error });
  }
}

describe("a swarm of devices", () => {
  it(
    "heals whatever the seed makes it do",
    async () => {
      if (KEPT_SWARM_SCRIPT !== undefined) {
        await runSeed(0, JSON.parse(KEPT_SWARM_SCRIPT) as readonly Step[]);
        return;
      }
      if (SEED !== undefined) {
        await runSeed(Number(SEED));
        return;
      }
      const endsAt = Date.now() + SECONDS * MS_PER_SECOND;
      let runs = 0;
      for (let seed = Date.now() % 2 ** 31; Date.now() < endsAt; seed += 1) {
        await runSeed(seed);
        runs += 1;
      }
      expect(runs).toBeGreaterThan(0);
    },
    (SECONDS + 60) * MS_PER_SECOND,
  );
});

describe("a sync that is broken on purpose", () => {
  it.each(MUTANTS)("is noticed: $name", async ({ module, breakIt, noticedBy }) => {
    vi.resetModules();
    vi.doMock(module, async (importOriginal) => {
      const original: object = await importOriginal();
      return { ...original, ...(await breakIt(original)) };
    });
    try {
      const { SCENARIOS } = await import("../testing/scenarios");
      const scenario = SCENARIOS[noticedBy];
      if (scenario === undefined) throw new Error(`No scenario is called: ${noticedBy}`);
      await expect(scenario(server)).rejects.toThrow();
    } finally {
      vi.doUnmock(module);
      vi.resetModules();
    }
  });
});
