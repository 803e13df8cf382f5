import { describe, expect, it } from "vitest";
import { mintDataKey, unwrapDataKey, wrapDataKey } from "./data-key";
import {
  deriveLinkKey,
  deriveLinkToken,
  linkCode,
  mintClaimSecret,
  mintLinkSecret,
  parseLinkCode,
} from "./device-link";
import { deriveInviteToken } from "./invite";

const ACCOUNT = "0123456789abcdef0123456789abcdef";
const COUNTING = Uint8Array.from({ length: 16 }, (_, index) => index);

describe("a device link", () => {
  it("is read as what was written, and at the end of its link", () => {
    const secret = mintLinkSecret();
    const code = linkCode(secret);
    expect(code).toHaveLength(26);
    expect(parseLinkCode(` ${code.toLowerCase()} `)).toEqual(secret);
    expect(parseLinkCode(`https://kept.example.org/link#${code}`)).toEqual(secret);
    expect(parseLinkCode("https://kept.example.org/link")).toBeNull();
  });

  it("gives the token that another program derives from it, and no other's", async () => {
    expect(await deriveLinkToken(COUNTING)).toBe("rU4OjEA_OdA_nnQHcrs8lJSNDhXWp9p6oEe9Gw_kOuA");
    expect(await deriveLinkToken(COUNTING)).not.toBe(await deriveInviteToken(COUNTING));
  });

  it("opens the data key for who has the secret, in its place alone", async () => {
    const dataKey = mintDataKey();
    const wrap = await wrapDataKey(await deriveLinkKey(COUNTING), ACCOUNT, "link", dataKey);
    const theirs = await deriveLinkKey(Uint8Array.from(COUNTING));
    expect(theirs.extractable).toBe(false);
    expect(await unwrapDataKey(theirs, ACCOUNT, "link", wrap)).toEqual({
      ok: true,
      value: dataKey,
    });
    const others = [
      unwrapDataKey(await deriveLinkKey(mintLinkSecret()), ACCOUNT, "link", wrap),
      unwrapDataKey(theirs, ACCOUNT, "password", wrap),
      unwrapDataKey(theirs, "f".repeat(32), "link", wrap),
    ];
    for (const opened of await Promise.all(others)) {
      expect(opened).toEqual({ ok: false, failure: { type: "broken-seal" } });
    }
  });

  it("is claimed under another secret each time", () => {
    const secrets = Array.from({ length: 100 }, mintClaimSecret);
    expect(new Set(secrets).size).toBe(100);
    expect(secrets.every((secret) => /^[\w-]{43}$/.test(secret))).toBe(true);
  });
});
