/** An account on the server under test, made as the app makes one. */
import { createAccount } from "../api/accounts";
import { toBase64url } from "../core/base64url";
import { mintRecordId } from "../core/ids";
import { mintDataKey, wrapDataKey, type DataKey } from "../crypto/data-key";
import type { KeptServer } from "./kept-server";
import { along, createLine } from "./line";

export interface Owner {
  readonly server: KeptServer;
  readonly account: string;
  readonly username: string;
  readonly dataKey: DataKey;
  /** What a password would give. */
  readonly authSecret: string;
  readonly wrappingKey: CryptoKey;
  /** Of the session that sign-up began; its devices share it. */
  readonly cookies: ReadonlyMap<string, string>;
}

const ROUNDS = 600_000;
const randomBytes = (length: number) => crypto.getRandomValues(new Uint8Array(length));

export async function signUpOwner(server: KeptServer): Promise<Owner> {
  const account = mintRecordId();
  const dataKey = mintDataKey();
  const wrappingKey = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, [
    "encrypt",
    "decrypt",
  ]);
  const line = createLine(server);
  const username = `p${account.slice(0, 20)}`;
  const authSecret = toBase64url(randomBytes(32));
  const signedUp = await along(line, async () =>
    createAccount({
      account,
      username,
      authSecret,
      kdf: { salt: randomBytes(16), rounds: ROUNDS },
      wrap: await wrapDataKey(wrappingKey, account, "password", dataKey),
      recoverySecret: toBase64url(randomBytes(32)),
      recoveryWrap: await wrapDataKey(wrappingKey, account, "recovery", dataKey),
      invite: null,
    }),
  );
  if (!signedUp.ok) throw new Error(`No sign-up: ${signedUp.failure.type}`);
  return {
    ...{ server, account, username, dataKey, authSecret, wrappingKey },
    cookies: line.cookies,
  };
}
