import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  deriveInviteToken,
  derivePairKey,
  inviteCode,
  mintInviteSecret,
  openLabel,
  parseInvite,
  sealLabel,
} from "./invite";

const COUNTING = Uint8Array.from({ length: 16 }, (_, index) => index);
const secrets = fc
  .uint8Array({ minLength: 16, maxLength: 16 })
  .map((bytes) => Uint8Array.from(bytes));

describe("an invitation", () => {
  it("is read as what was written: as code, in groups, in small letters, and at the end of its link", () => {
    fc.assert(
      fc.property(secrets, (secret) => {
        const code = inviteCode(secret);
        expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
        expect(parseInvite(code)).toEqual(secret);
        expect(parseInvite(` ${code.toLowerCase().replaceAll(/(.{4})/g, "$1 ")}\n`)).toEqual(
          secret,
        );
        expect(parseInvite(`https://kept.example.org/invite#${code}`)).toEqual(secret);
      }),
    );
  });

  it.each(["", "0".repeat(25), "0".repeat(27), `8${"0".repeat(25)}`, "https://kept.example.org/"])(
    "is not %j",
    (pasted) => {
      expect(parseInvite(pasted)).toBeNull();
    },
  );

  it("is another each time", () => {
    const codes = Array.from({ length: 100 }, () => inviteCode(mintInviteSecret()));
    expect(new Set(codes).size).toBe(100);
  });

  it("gives the token and the key that another program derives from it", async () => {
    expect(await deriveInviteToken(COUNTING)).toBe("k-tQZw-2pAUrIIywXvnsWSTZcDiAZdLduGmd07_94VA");
    const { id, key } = await derivePairKey(COUNTING);
    expect(id).toBe("7e4f738563632eb2");
    expect(key.extractable).toBe(false);
  });
});

describe("a label", () => {
  const account = "0".repeat(32);

  it("opens for the other of the two, in its place alone", async () => {
    const mine = await derivePairKey(COUNTING);
    const theirs = await derivePairKey(Uint8Array.from(COUNTING));
    const sealed = await sealLabel(mine, account, "share", "s1", "Tea at six");
    expect(await openLabel(theirs, account, "share", "s1", sealed)).toBe("Tea at six");
    expect(await openLabel(theirs, account, "share", "s2", sealed)).toBeNull();
    expect(await openLabel(theirs, account, "together", "s1", sealed)).toBeNull();
    expect(await openLabel(theirs, "1".repeat(32), "share", "s1", sealed)).toBeNull();
  });

  it("opens for nobody else", async () => {
    const sealed = await sealLabel(await derivePairKey(COUNTING), account, "share", "s1", "Tea");
    const other = await derivePairKey(mintInviteSecret());
    expect(await openLabel(other, account, "share", "s1", sealed)).toBeNull();
  });
});
