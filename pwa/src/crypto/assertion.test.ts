import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { toBase64url } from "../core/base64url";
import type { Passkey } from "../model/lock";
import { ES256, isGenuine, RS256, toRawSignature, type Asked, type Assertion } from "./assertion";

const ASKED: Asked = {
  challenge: Uint8Array.from({ length: 32 }, (_, index) => index),
  origin: "https://kept.example",
  relyingParty: "kept.example",
};
const RECOGNISED = 0x05;
const RSA = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
const EC = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };

type Bytes = Uint8Array<ArrayBuffer>;

interface Given {
  readonly type?: string;
  readonly challenge?: Bytes;
  readonly origin?: string;
  readonly crossOrigin?: boolean;
  readonly relyingParty?: string;
  readonly flags?: number;
}

const encode = (text: string): Bytes => new TextEncoder().encode(text);
const sha256 = async (bytes: Bytes): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));

/** As an authenticator signs: ECDSA in DER. */
async function sign({ privateKey }: CryptoKeyPair, given: Given): Promise<Assertion> {
  const { challenge, origin, relyingParty } = { ...ASKED, ...given };
  const client = {
    type: given.type ?? "webauthn.get",
    challenge: toBase64url(challenge),
    origin,
    crossOrigin: given.crossOrigin ?? false,
  };
  const clientDataJson = encode(JSON.stringify(client));
  const host = await sha256(encode(relyingParty));
  const authenticatorData = new Uint8Array([...host, given.flags ?? RECOGNISED, 0, 0, 0, 0]);
  const signed = new Uint8Array([...authenticatorData, ...(await sha256(clientDataJson))]);
  const isRsa = privateKey.algorithm.name === RSA.name;
  const raw = new Uint8Array(await crypto.subtle.sign(isRsa ? RSA : EC, privateKey, signed));
  return { authenticatorData, clientDataJson, signature: isRsa ? raw : toDer(raw) };
}

function toDer(raw: Bytes): Bytes {
  const integers = [raw.slice(0, 32), raw.slice(32)].flatMap((half) => {
    const digits = Array.from(half).slice(Array.from(half).findIndex((byte) => byte !== 0));
    const signed = (digits[0] ?? 0) >= 0x80 ? [0, ...digits] : digits;
    return [0x02, signed.length, ...signed];
  });
  return new Uint8Array([0x30, integers.length, ...integers]);
}

async function passkeyOf({ publicKey }: CryptoKeyPair, algorithm: number): Promise<Passkey> {
  const spki = new Uint8Array(await crypto.subtle.exportKey("spki", publicKey));
  return { id: new Uint8Array(16), publicKey: spki, algorithm };
}

describe("the answer of a passkey (CR-17)", () => {
  let pair: CryptoKeyPair;
  let passkey: Passkey;

  beforeAll(async () => {
    pair = await crypto.subtle.generateKey(EC, true, ["sign", "verify"]);
    passkey = await passkeyOf(pair, ES256);
  });

  it("is genuine when all of it fits, on either algorithm", async () => {
    expect(await isGenuine(await sign(pair, {}), passkey, ASKED)).toBe(true);
    const rsa = await crypto.subtle.generateKey(
      { ...RSA, modulusLength: 2_048, publicExponent: new Uint8Array([1, 0, 1]) },
      true,
      ["sign", "verify"],
    );
    expect(await isGenuine(await sign(rsa, {}), await passkeyOf(rsa, RS256), ASKED)).toBe(true);
  });

  it.each<readonly [string, Given]>([
    ["another question", { challenge: new Uint8Array(32) }],
    ["another origin", { origin: "https://elsewhere.example" }],
    ["another host", { relyingParty: "elsewhere.example" }],
    ["a page in a foreign frame", { crossOrigin: true }],
    ["the making of a passkey", { type: "webauthn.create" }],
    ["somebody who was there and was not recognised", { flags: 0x01 }],
  ])("is not when it is of %s", async (_of, given) => {
    expect(await isGenuine(await sign(pair, given), passkey, ASKED)).toBe(false);
  });

  it("is not when another key has signed it", async () => {
    const other = await crypto.subtle.generateKey(EC, true, ["sign", "verify"]);
    expect(await isGenuine(await sign(other, {}), passkey, ASKED)).toBe(false);
  });

  it("is read from DER whatever its numbers are", () => {
    const half = fc.uint8Array({ minLength: 32, maxLength: 32 });
    fc.assert(
      fc.property(half, half, (first, second) => {
        const raw = new Uint8Array([...first, ...second]);
        expect(toRawSignature(toDer(raw))).toEqual(raw);
      }),
    );
  });

  it("is refused, and no more, where its signature is none", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        const raw = toRawSignature(new Uint8Array(bytes));
        expect(raw === null || raw.length === 64).toBe(true);
      }),
    );
  });
});
