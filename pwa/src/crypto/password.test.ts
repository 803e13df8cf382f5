import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromBase64url } from "../core/base64url";
import { deriveFromPassword, passwordProblem } from "./password";

const SALT = Uint8Array.from({ length: 16 }, (_, index) => index);
const FAST = { salt: SALT, rounds: 1_000 };

describe("what is made of a password", () => {
  it("is what another program makes of it", async () => {
    // Made by Python: hashlib.pbkdf2_hmac, then RFC 5869 over hmac; the whole 600,000 rounds.
    const keys = await deriveFromPassword("correct horse", { salt: SALT, rounds: 600_000 });
    expect(keys.authSecret).toBe("W5pZwzeEAYvQqKQZJSVFcEJF6-brAbUY_ZOMLqfQdBY");
    const nonce = new Uint8Array(12);
    const parameters = { name: "AES-GCM", iv: nonce };
    const sealed = fromBase64url("ama0XkJ7OXS6zXFh0xzLhQcOG-S-") ?? nonce;
    const opened = await crypto.subtle.decrypt(parameters, keys.wrappingKey, sealed);
    expect(new TextDecoder().decode(opened)).toBe("words");
  });

  it("does not hang on how a keyboard composes its letters", async () => {
    const composed = await deriveFromPassword("caf\u00e9 \ufb01ne", FAST);
    const decomposed = await deriveFromPassword("cafe\u0301 fine", FAST);
    expect(composed.authSecret).toBe(decomposed.authSecret);
  });

  it("differs with the salt and with the rounds", async () => {
    const kdfs = [FAST, { ...FAST, rounds: 1_001 }, { ...FAST, salt: new Uint8Array(16) }];
    const keys = await Promise.all(kdfs.map((kdf) => deriveFromPassword("correct horse", kdf)));
    expect(new Set(keys.map(({ authSecret }) => authSecret)).size).toBe(3);
  });

  it("holds a key that no script can read", async () => {
    const { wrappingKey } = await deriveFromPassword("correct horse", FAST);
    expect(wrappingKey.extractable).toBe(false);
  });
});

describe("a new password", () => {
  it.each([
    ["short", "too-short"],
    ["x".repeat(129), "too-long"],
    ["Alice and Bob", "has-username"],
    ["aaaaaaaaaaaa", "too-simple"],
    ["abcdefghijkl", "too-simple"],
    ["1234567890", "too-simple"],
    ["abababababab", "too-simple"],
    ["zyxwvutsrq", "too-simple"],
    ["kettle river bronze sofa", null],
    ["vT9!qLm2#x", null],
    ["🫖🌊🥉🛋️ tea now", null],
  ])("%j is judged as %j", (password, problem) => {
    expect(passwordProblem(password, "alice")).toBe(problem);
  });

  it("made of random letters is good from ten characters on", () => {
    const letters = fc.uniqueArray(fc.constantFrom(..."acegikmoqsuwy".split("")), {
      minLength: 10,
      maxLength: 12,
    });
    fc.assert(fc.property(letters, (password) => passwordProblem(password.join(""), "") === null));
  });
});
