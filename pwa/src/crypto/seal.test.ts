import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json } from "../model/registers";
import { isSealed, seal, unseal, type Place, type SealingKey } from "./seal";

const PLACE: Place = { account: "a1", type: "habit", id: "h1", field: "name" };

const mintKey = async (id = "0123456789abcdef"): Promise<SealingKey> => ({
  id,
  key: await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, [
    "encrypt",
    "decrypt",
  ]),
});

describe("a sealed value", () => {
  it("opens as what it was, whatever it was", async () => {
    const key = await mintKey();
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        const sealed = await seal(key, PLACE, value as Json);
        expect(isSealed(sealed)).toBe(true);
        expect(await unseal(key, PLACE, sealed)).toEqual({
          ok: true,
          value: JSON.parse(JSON.stringify(value)) as Json,
        });
      }),
      { numRuns: 100 },
    );
  });

  it("is another text each time, and holds nothing of the words", async () => {
    const key = await mintKey();
    const sealed = await Promise.all([1, 2, 3].map(() => seal(key, PLACE, "eye contact")));
    expect(new Set(sealed).size).toBe(3);
    expect(sealed.join()).not.toContain(btoa("eye contact"));
  });

  it("hides how long it is within steps of 64 bytes", async () => {
    const key = await mintKey();
    const lengths = await Promise.all(
      ["", "a", "b".repeat(40), "c".repeat(61)].map(
        async (text) => (await seal(key, PLACE, text)).length,
      ),
    );
    expect(new Set(lengths).size).toBe(1);
    expect((await seal(key, PLACE, "d".repeat(62))).length).toBeGreaterThan(lengths[0] ?? 0);
  });

  it.each([
    ["account", { ...PLACE, account: "a2" }],
    ["type", { ...PLACE, type: "group" }],
    ["id", { ...PLACE, id: "h2" }],
    ["field", { ...PLACE, field: "cue" }],
  ])("does not open at another %s", async (_what, place) => {
    const key = await mintKey();
    const result = await unseal(key, place, await seal(key, PLACE, "words"));
    expect(result).toEqual({ ok: false, failure: { type: "broken-seal" } });
  });

  it("says which key it asks for", async () => {
    const sealed = await seal(await mintKey("00000000000000aa"), PLACE, "words");
    expect(await unseal(await mintKey(), PLACE, sealed)).toEqual({
      ok: false,
      failure: { type: "locked", keyId: "00000000000000aa" },
    });
  });

  it("does not open under another key of the same name, nor when a character was changed", async () => {
    const key = await mintKey();
    const sealed = await seal(key, PLACE, "words");
    const changed = sealed.slice(0, -2) + (sealed.endsWith("AA") ? "BB" : "AA");
    for (const [opener, text] of [
      [await mintKey(), sealed],
      [key, changed],
      [key, "v1.x"],
      [key, ""],
      [key, sealed.replace("v1", "v2")],
    ] as const) {
      expect(await unseal(opener, PLACE, text)).toEqual({
        ok: false,
        failure: { type: "broken-seal" },
      });
    }
  });
});
