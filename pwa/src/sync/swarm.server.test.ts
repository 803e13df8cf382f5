/** Seeded swarms against the real server, and broken variants of the sync that the tests must notice. */
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startKept, type KeptServer } from "../testing/kept-server";
import { MUTANTS } from "../testing/mutants";
import { runScript, writeScript, type Step } from "../testing/swarm";

/** More by hand: KEPT_SWARM_RUNS=1000, from another seed on: SEED=…. One script: KEPT_SWARM_SCRIPT='[…]'. */
const RUNS = Number(process.env["KEPT_SWARM_RUNS"] ?? 12);
const FIRST_SEED = Number(process.env["SEED"] ?? 20_260_302);
const { KEPT_SWARM_SCRIPT } = process.env;
/** How long a run may take on a busy machine. */
const RUN_MS = 60_000;

let server: KeptServer;
/** Undefined where it did not start. */
let started: KeptServer | undefined;

beforeAll(async () => {
  started = server = await startKept();
});

afterAll(async () => {
  await started?.end();
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
      for (let run = 0; run < RUNS; run += 1) await runSeed(FIRST_SEED + run);
    },
    (RUNS + 1) * RUN_MS,
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
