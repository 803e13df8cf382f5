import { describe, expect, it } from "vitest";
import {
  mintDataKey,
  openForCeremony,
  openForSealing,
  unwrapDataKey,
  wrapDataKey,
  wrapForDevice,
} from "./data-key";
import { deriveFromRecoveryKey, mintRecoveryKey } from "./recovery-key";
import { seal, unseal } from "./seal";

const ACCOUNT = "0123456789abcdef0123456789abcdef";
const PLACE = { account: ACCOUNT, type: "habit", id: "h1", field: "name" };

const mintWrappingKey = async (): Promise<CryptoKey> =>
  (await deriveFromRecoveryKey(mintRecoveryKey())).wrappingKey;

describe("the data key", () => {
  it("comes out of its wrap as it went in", async () => {
    const [dataKey, wrappingKey] = [mintDataKey(), await mintWrappingKey()];
    const wrap = await wrapDataKey(wrappingKey, ACCOUNT, "recovery", dataKey);
    expect(wrap.split(".")[1]).toBe(dataKey.id);
    const opened = await unwrapDataKey(wrappingKey, ACCOUNT, "recovery", wrap);
    expect(opened).toEqual({ ok: true, value: dataKey });
  });

  it("does not come out for another secret, another account or as the other wrap", async () => {
    const [dataKey, wrappingKey] = [mintDataKey(), await mintWrappingKey()];
    const wrap = await wrapDataKey(wrappingKey, ACCOUNT, "recovery", dataKey);
    const tries = [
      unwrapDataKey(await mintWrappingKey(), ACCOUNT, "recovery", wrap),
      unwrapDataKey(wrappingKey, "f".repeat(32), "recovery", wrap),
      unwrapDataKey(wrappingKey, ACCOUNT, "password", wrap),
      unwrapDataKey(wrappingKey, ACCOUNT, "recovery", "nonsense"),
    ];
    for (const opened of await Promise.all(tries)) {
      expect(opened).toEqual({ ok: false, failure: { type: "broken-seal" } });
    }
  });

  it("lies on the device under a key that no script can read, and seals without being read", async () => {
    const dataKey = mintDataKey();
    const wrap = await wrapForDevice(dataKey);
    expect(wrap.deviceKey.extractable).toBe(false);
    await expect(crypto.subtle.exportKey("raw", wrap.deviceKey)).rejects.toThrow();
    const sealing = await openForSealing(wrap);
    expect(sealing.key.extractable).toBe(false);
    const sealed = await seal(sealing, PLACE, "Eye contact");
    const again = await openForSealing(await wrapForDevice(dataKey));
    expect(await unseal(again, PLACE, sealed)).toEqual({ ok: true, value: "Eye contact" });
  });

  it("shows its bytes to a ceremony", async () => {
    const dataKey = mintDataKey();
    expect(await openForCeremony(await wrapForDevice(dataKey))).toEqual(dataKey);
  });
});
