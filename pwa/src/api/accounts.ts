/** The routes under "Accounts" in docs/protocol.md. Secrets are base64url; `kdf` travels as it is stored. */
import * as v from "valibot";
import { MAX_KDF_ROUNDS } from "../contract/limits";
import { fromBase64url, toBase64url } from "../core/base64url";
import type { Result } from "../core/result";
import { accountId, localDate, recordId } from "../model/wire-forms";
import { nothing, request, type ApiFailure } from "./http";

export interface Kdf {
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly rounds: number;
}

type Answer<Value> = Promise<Result<Value, ApiFailure>>;

const SALT_BYTES = 16;
/** A server that asks for less work would make the password easy to guess from what it is sent. */
const MIN_ROUNDS = 600_000;

const kdfSchema = v.object({
  salt: v.pipe(
    v.string(),
    v.transform(fromBase64url),
    v.instance(Uint8Array<ArrayBuffer>),
    v.length(SALT_BYTES),
  ),
  rounds: v.pipe(v.number(), v.integer(), v.minValue(MIN_ROUNDS), v.maxValue(MAX_KDF_ROUNDS)),
});
const wrap = v.nullable(v.string());
export const sessionSchema = v.object({
  session: recordId,
  account: accountId,
  username: v.string(),
  is_owner: v.boolean(),
  kdf: kdfSchema,
  wraps: v.object({ password: wrap, recovery: wrap }),
  ways_in: v.object({ password: v.boolean(), passkeys: v.number(), provider: v.boolean() }),
  /** The id of the data key, and the keys that it replaced. */
  key: v.string(),
  retired: v.array(v.object({ key: v.string(), wrap: v.string() })),
});
const devicesSchema = v.object({
  sessions: v.array(
    v.object({
      id: recordId,
      device_name: v.nullable(v.string()),
      created_on: localDate,
      is_current: v.boolean(),
    }),
  ),
});
const modeSchema = v.object({ mode: v.picklist(["first", "set_up", "invite", "open", "closed"]) });

export type Session = v.InferOutput<typeof sessionSchema>;
/** By what the account can be signed in to. */
export type WaysIn = Session["ways_in"];
export type SignedInDevice = v.InferOutput<typeof devicesSchema>["sessions"][number];
/** Who may sign up; "first": nobody has yet, and no token is needed. */
export type SignUpMode = v.InferOutput<typeof modeSchema>["mode"];

export interface NewAccount {
  readonly account: string;
  readonly username: string;
  readonly authSecret: string;
  readonly kdf: Kdf;
  readonly wrap: string;
  readonly recoverySecret: string;
  readonly recoveryWrap: string;
  readonly invite: string | null;
}

export interface NewPassword {
  readonly authSecret: string;
  readonly kdf: Kdf;
  readonly wrap: string;
}

const kdfOut = ({ salt, rounds }: Kdf) => ({ salt: toBase64url(salt), rounds });

export const getSignUpMode = (): Answer<{ readonly mode: SignUpMode }> =>
  request("GET", "/api/signup", modeSchema);

export const createAccount = (wanted: NewAccount): Answer<Session> =>
  request("POST", "/api/accounts", sessionSchema, {
    body: {
      account: wanted.account,
      username: wanted.username,
      auth_secret: wanted.authSecret,
      kdf: kdfOut(wanted.kdf),
      wrap: wanted.wrap,
      recovery_secret: wanted.recoverySecret,
      recovery_wrap: wanted.recoveryWrap,
      invite: wanted.invite,
    },
  });

/** Answers for every name, taken or not. */
export const getKdf = (username: string): Answer<Kdf> =>
  request("POST", "/api/kdf", kdfSchema, { body: { username } });

export const createSession = (username: string, authSecret: string): Answer<Session> =>
  request("POST", "/api/sessions", sessionSchema, { body: { username, auth_secret: authSecret } });

export const createSessionByRecovery = (
  username: string,
  recoverySecret: string,
): Answer<Session> =>
  request("POST", "/api/sessions/recovery", sessionSchema, {
    body: { username, recovery_secret: recoverySecret },
  });

export const createSessionByReset = (
  token: string,
  authSecret: string,
  kdf: Kdf,
): Answer<Session> =>
  request("POST", "/api/sessions/reset", sessionSchema, {
    body: { token, auth_secret: authSecret, kdf: kdfOut(kdf) },
  });

export const getSession = (): Answer<Session> =>
  request("GET", "/api/sessions/current", sessionSchema);

export const getDevices = (): Answer<v.InferOutput<typeof devicesSchema>> =>
  request("GET", "/api/sessions", devicesSchema);

export const putDeviceName = (sealedName: string): Answer<null> =>
  request("PATCH", "/api/sessions/current", nothing, { body: { device_name: sealedName } });

/** Fails as "step-up" where the person has not confirmed lately that it is them. */
export const checkStepUp = (): Answer<null> =>
  request("GET", "/api/sessions/current/step-up", nothing, { timeoutSeconds: 8 });

export const stepUpSession = (authSecret: string): Answer<Session> =>
  request("POST", "/api/sessions/current/step-up", sessionSchema, {
    body: { auth_secret: authSecret },
  });

/** 204 also when there is no session any more. Does not wait long: the person is leaving. */
export const deleteCurrentSession = (): Answer<null> =>
  request("DELETE", "/api/sessions/current", nothing, { timeoutSeconds: 8 });

export const deleteSession = (session: string): Answer<null> =>
  request("DELETE", "/api/sessions/{session_id}", nothing, { path: { session_id: session } });

export const deleteOtherSessions = (): Answer<null> => request("DELETE", "/api/sessions", nothing);

export const putPassword = ({ authSecret, kdf, wrap: sealed }: NewPassword): Answer<null> =>
  request("PUT", "/api/account/password", nothing, {
    body: { auth_secret: authSecret, kdf: kdfOut(kdf), wrap: sealed },
  });

export const putRecovery = (recoverySecret: string, recoveryWrap: string): Answer<null> =>
  request("PUT", "/api/account/recovery", nothing, {
    body: { recovery_secret: recoverySecret, recovery_wrap: recoveryWrap },
  });

export interface NewKey {
  readonly expectedKey: string;
  readonly key: string;
  /** Null where no password is to open it. */
  readonly passwordWrap: string | null;
  /** Of the one passkey that opens it; all others only sign in from then on. */
  readonly passkeyWrap: { readonly id: string; readonly wrap: string } | null;
  readonly recoverySecret: string;
  readonly recoveryWrap: string;
  readonly retired: readonly { readonly key: string; readonly wrap: string }[];
  /** Null where the password stays. */
  readonly password: { readonly authSecret: string; readonly kdf: Kdf } | null;
  readonly endsOthers: boolean;
}

/** Sent again with the same key, it is done once. */
export const postKey = (wanted: NewKey): Answer<Session> =>
  request("POST", "/api/account/key", sessionSchema, {
    body: {
      expected_key: wanted.expectedKey,
      key: wanted.key,
      wraps: { password: wanted.passwordWrap, passkey: wanted.passkeyWrap },
      recovery_secret: wanted.recoverySecret,
      recovery_wrap: wanted.recoveryWrap,
      retired: [...wanted.retired],
      password: wanted.password && {
        auth_secret: wanted.password.authSecret,
        kdf: kdfOut(wanted.password.kdf),
      },
      ends_others: wanted.endsOthers,
    },
  });

export const deleteAccount = (): Answer<null> => request("DELETE", "/api/account", nothing);
