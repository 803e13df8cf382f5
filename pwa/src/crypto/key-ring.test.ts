import { describe, expect, it } from "vitest";
import { insist } from "../testing/device";
import { asSealingKey, mintDataKey, type DataKey } from "./data-key";
import { openRetired, unsealWith, wrapRetired, type KeyRing } from "./key-ring";
import { seal } from "./seal";

const ACCOUNT = "a".repeat(32);
const PLACE = { account: ACCOUNT, type: "habit", id: "tea", field: "name" };

const ringOf = async (...keys: readonly DataKey[]): Promise<KeyRing> => {
  const opened = await Promise.all(keys.map(asSealingKey));
  return { current: opened[0] ?? null, keys: new Map(opened.map((key) => [key.id, key])) };
};

describe("keys that were replaced", () => {
  it("are all opened from the present one, each by the one after it", async () => {
    const [first, second, third] = [mintDataKey(), mintDataKey(), mintDataKey()];
    const wraps = [
      await wrapRetired(ACCOUNT, second, first),
      await wrapRetired(ACCOUNT, third, second),
    ];
    expect(await openRetired(ACCOUNT, third, wraps)).toEqual([second, first]);
  });

  it("open none that came later", async () => {
    const [first, second, third] = [mintDataKey(), mintDataKey(), mintDataKey()];
    const wraps = [
      await wrapRetired(ACCOUNT, second, first),
      await wrapRetired(ACCOUNT, third, second),
    ];
    expect(await openRetired(ACCOUNT, first, wraps)).toEqual([]);
    expect(await openRetired(ACCOUNT, second, wraps)).toEqual([first]);
  });

  it("do not open under another name or for another account", async () => {
    const [first, second] = [mintDataKey(), mintDataKey()];
    const wrap = await wrapRetired(ACCOUNT, second, first);
    expect(await openRetired(ACCOUNT, second, [{ ...wrap, key: "0".repeat(16) }])).toEqual([]);
    expect(await openRetired("b".repeat(32), second, [wrap])).toEqual([]);
  });
});

describe("a ring of keys", () => {
  it("opens with the key that a value names", async () => {
    const [first, second] = [mintDataKey(), mintDataKey()];
    const ring = await ringOf(second, first);
    for (const key of [first, second]) {
      const sealed = await seal(await asSealingKey(key), PLACE, "Tea");
      expect(insist(await unsealWith(ring, PLACE, sealed))).toBe("Tea");
    }
  });

  it("says which key is missing", async () => {
    const [first, second] = [mintDataKey(), mintDataKey()];
    const sealed = await seal(await asSealingKey(first), PLACE, "Tea");
    expect(await unsealWith(await ringOf(second), PLACE, sealed)).toEqual({
      ok: false,
      failure: { type: "locked", keyId: first.id },
    });
  });
});
