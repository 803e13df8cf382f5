/** The routes of passkeys in docs/protocol.md. Each member of a passkey's answer is named: nothing else is sent. */
import * as v from "valibot";
import type { Result } from "../core/result";
import { localDate, recordId } from "../model/wire-forms";
import { sessionSchema, type Session } from "./accounts";
import { nothing, request, type ApiFailure } from "./http";

type Answer<Value> = Promise<Result<Value, ApiFailure>>;

/** What to ask a passkey: WebAuthn's options as JSON, read where they are used, and the name of the question. */
const questionSchema = v.object({
  challenge: v.string(),
  options: v.record(v.string(), v.unknown()),
});
const byPasskeySchema = v.object({
  ...sessionSchema.entries,
  passkey: recordId,
  wrap: v.nullable(v.string()),
});
const passkeysSchema = v.object({
  passkeys: v.array(
    v.object({
      id: recordId,
      credential_id: v.string(),
      name: v.nullable(v.string()),
      created_on: localDate,
      is_synced: v.boolean(),
      can_open: v.boolean(),
    }),
  ),
  user_handle: v.string(),
});

export type Question = v.InferOutput<typeof questionSchema>;
/** A session, the passkey that opened it, and the data key as that passkey's secret wraps it, or null. */
export type ByPasskey = v.InferOutput<typeof byPasskeySchema>;
export type ListedPasskey = v.InferOutput<typeof passkeysSchema>["passkeys"][number];

/** A passkey that was just made; byte strings as base64url. */
export interface NewCredential {
  readonly id: string;
  readonly client_data: string;
  readonly attestation: string;
  readonly transports: string[];
}

/** What a passkey answered. */
export interface Assertion {
  readonly id: string;
  readonly client_data: string;
  readonly authenticator_data: string;
  readonly signature: string;
  readonly user_handle: string | null;
}

export interface PasskeySignUp {
  readonly account: string;
  readonly username: string;
  readonly invite: string | null;
  readonly recovery_secret: string;
  readonly recovery_wrap: string;
  readonly challenge: string;
  readonly credential: NewCredential;
  readonly wrap: string | null;
}

export const askToSignUp = (
  body: Pick<PasskeySignUp, "account" | "username" | "invite">,
): Answer<Question> => request("POST", "/api/accounts/passkey/options", questionSchema, { body });

export const createAccountByPasskey = (body: PasskeySignUp): Answer<Session> =>
  request("POST", "/api/accounts/passkey", sessionSchema, { body });

export const askToSignIn = (): Answer<Question> =>
  request("POST", "/api/sessions/passkey/options", questionSchema);

export const createSessionByPasskey = (
  challenge: string,
  credential: Assertion,
): Answer<ByPasskey> =>
  request("POST", "/api/sessions/passkey", byPasskeySchema, { body: { challenge, credential } });

export const askToStepUp = (): Answer<Question> =>
  request("POST", "/api/sessions/current/step-up/passkey/options", questionSchema);

export const stepUpByPasskey = (challenge: string, credential: Assertion): Answer<ByPasskey> =>
  request("POST", "/api/sessions/current/step-up/passkey", byPasskeySchema, {
    body: { challenge, credential },
  });

export const getPasskeys = (): Answer<v.InferOutput<typeof passkeysSchema>> =>
  request("GET", "/api/passkeys", passkeysSchema);

export const askToAddPasskey = (): Answer<Question> =>
  request("POST", "/api/passkeys/options", questionSchema);

export const postPasskey = (
  challenge: string,
  credential: NewCredential,
  wrap: string | null,
): Answer<{ readonly id: string }> =>
  request("POST", "/api/passkeys", v.object({ id: recordId }), {
    body: { challenge, credential, wrap },
  });

export const patchPasskeyName = (passkey: string, name: string): Answer<null> =>
  request("PATCH", "/api/passkeys/{passkey_id}", nothing, {
    path: { passkey_id: passkey },
    body: { name },
  });

export const putPasskeyWrap = (passkey: string, wrap: string): Answer<null> =>
  request("PUT", "/api/passkeys/{passkey_id}/wrap", nothing, {
    path: { passkey_id: passkey },
    body: { wrap },
  });

export const deletePasskey = (passkey: string): Answer<null> =>
  request("DELETE", "/api/passkeys/{passkey_id}", nothing, { path: { passkey_id: passkey } });
