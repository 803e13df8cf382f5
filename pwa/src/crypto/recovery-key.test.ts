import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromBase64url } from "../core/base64url";
import {
  deriveFromRecoveryKey,
  groupRecoveryKey,
  mintRecoveryKey,
  parseRecoveryKey,
  recoveryKeyText,
} from "./recovery-key";

const COUNTING = Uint8Array.from({ length: 16 }, (_, index) => index);
const keys = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => Uint8Array.from(bytes));

describe("a recovery key", () => {
  it("is written as another program writes it", () => {
    expect(recoveryKeyText(COUNTING)).toBe("00041061050R3GG28A1C60T3GF6");
    expect(recoveryKeyText(new Uint8Array(16))).toBe("0".repeat(27));
  });

  it("is read as what was written, whatever it is", () => {
    fc.assert(
      fc.property(keys, (key) => {
        const text = recoveryKeyText(key);
        expect(text).toHaveLength(27);
        expect(parseRecoveryKey(text)).toEqual(key);
      }),
    );
  });

  it("forgives case, gaps and letters that look like digits", () => {
    fc.assert(
      fc.property(keys, (key) => {
        const typed = groupRecoveryKey(recoveryKeyText(key))
          .join(" - ")
          .toLowerCase()
          .replaceAll("0", "o")
          .replaceAll("1", "l");
        expect(parseRecoveryKey(` ${typed}\n`)).toEqual(key);
      }),
    );
  });

  it("notices any one wrong character and any two neighbours that changed places", () => {
    const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    fc.assert(
      fc.property(
        keys,
        fc.nat(25),
        fc.constantFrom(...alphabet.split("")),
        (key, place, character) => {
          const text = recoveryKeyText(key);
          const [here = "", next = ""] = text.slice(place, place + 2);
          const changed = text.slice(0, place) + character + text.slice(place + 1);
          if (here !== character) expect(parseRecoveryKey(changed)).toBeNull();
          const swapped = text.slice(0, place) + next + here + text.slice(place + 2);
          if (here !== next && place < 25) expect(parseRecoveryKey(swapped)).toBeNull();
        },
      ),
    );
  });

  it.each(["", "0".repeat(26), "0".repeat(28), `8${"0".repeat(26)}`, "?".repeat(27)])(
    "is not %j",
    (typed) => {
      expect(parseRecoveryKey(typed)).toBeNull();
    },
  );

  it("that is minted ends in a digit or a letter, and is another each time", () => {
    const minted = Array.from({ length: 200 }, () => recoveryKeyText(mintRecoveryKey()));
    expect(minted.filter((text) => !/^[0-9A-Z]{26}[0-9A-TV-Z]$/.test(text))).toEqual([]);
    expect(new Set(minted).size).toBe(200);
  });

  it("gives the secrets that another program derives from it", async () => {
    const { recoverySecret, wrappingKey } = await deriveFromRecoveryKey(COUNTING);
    expect(recoverySecret).toBe("96yDRFq0y8UKONt1bSJi_e8j2VxI3wFXYkCs1iV-PG0");
    const iv = new Uint8Array(12);
    const sealed = fromBase64url("GpyLwl9fTYY2myL6dS3WrlXHOQOu") ?? iv;
    const opened = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, wrappingKey, sealed);
    expect(new TextDecoder().decode(opened)).toBe("words");
  });
});
