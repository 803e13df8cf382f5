import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isCommonPassword } from "./common-passwords";

const COMMON = `
password12 password123 iloveyou123 qwertyuiop 1q2w3e4r5t football123 letmein1234 1234567890 0123456789
12345678910 qwerty1234 qwerty12345 1qaz2wsx3edc 123qweasdzxc princess123 sunshine123 basketball liverpool1
manchester charlotte1 welcome123 p@ssw0rd123 Password1! administrator iloveyou12 zaq12wsxcde3 abcd123456
abc1234567 a123456789 q1w2e3r4t5 qazwsxedcrfv 9876543210 1111111111 asdfghjkl1 starwars123 superman123
michael123 changeme123 mypassword passw0rd123 football12 iloveyou!! qwertyqwerty monkey1234
dragon1234 baseball12 passwordpassword adminadmin keptpassword 123123123123 monday2024! January2024
Summer2023! Winter2024! P@$$w0rd2024! correcthorsebatterystaple trustno1trustno1 aaaaaaaaaa1 1029384756
iloveyou14021999 jennifer1987 qwertzuiopü azertyuiop1 14.02.1999! deutschland1 passwort123 motdepasse1
`
  .trim()
  .split(/\s+/);

describe("a password that is tried first", () => {
  it.each([...COMMON, "I love you 123", "Correct horse battery staple", "ＰＡＳＳＷＯＲＤ１２３"])(
    "%j is known",
    (password) => {
      expect(isCommonPassword(password)).toBe(true);
    },
  );

  it.each([
    "kettle river bronze sofa",
    "vT9!qLm2#x",
    "🫖🌊🥉🛋️ tea now",
    "sunshine monkey football dragon",
    "9$3!7@2#8%",
    "7391846205",
    "my aunt paints doors",
    "Ölmühle-Fahrrad-37",
    "правильная лошадь",
    "加密的密码很长很好",
  ])("%j is not", (password) => {
    expect(isCommonPassword(password)).toBe(false);
  });

  it("is rarely one made of random letters", () => {
    const letters = fc.string({
      unit: fc.constantFrom(..."bcdfghjkmnpqrtvwxz".split("")),
      minLength: 10,
    });
    fc.assert(
      fc.property(letters, (text) => /(.)\1/.test(text) || !isCommonPassword(text)),
      {
        seed: 20_260_301,
      },
    );
  });

  it("is told quickly, however long the password", () => {
    const startedAt = performance.now();
    for (const text of ["1a".repeat(64), "password".repeat(16), "!".repeat(127) + "x"]) {
      isCommonPassword(text);
    }
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });
});
