import { describe, expect, it } from "vitest";
import { isPin, provePin } from "./pin";

const FAST = { salt: new Uint8Array(16), rounds: 1_000 };

describe("the proof of a PIN (CR-17)", () => {
  it("opens for the PIN it was made of, and for no other", async () => {
    const known = await provePin("184726", FAST);
    expect(await isPin("184726", known)).toBe(true);
    expect(await isPin("184727", known)).toBe(false);
    expect(await isPin("", known)).toBe(false);
  });

  it("is salted, slow, and tells nothing of the PIN", async () => {
    const [one, other] = await Promise.all([provePin("184726"), provePin("184726")]);
    expect(one.rounds).toBeGreaterThanOrEqual(600_000);
    expect(one.proof).not.toEqual(other.proof);
    expect(new TextDecoder().decode(one.proof)).not.toContain("184726");
  });
});
