/** The routes under "By an OpenID provider" in docs/protocol.md. What proves who it was is a cookie that no script can read. */
import * as v from "valibot";
import type { Result } from "../core/result";
import { sessionSchema, type Session } from "./accounts";
import { nothing, request, type ApiFailure } from "./http";

type Answer<Value> = Promise<Result<Value, ApiFailure>>;

const providerSchema = v.object({ name: v.nullable(v.string()) });

/** A new account without a password. */
export interface ProvenAccount {
  readonly account: string;
  readonly username: string;
  readonly recoverySecret: string;
  readonly recoveryWrap: string;
  readonly invite: string | null;
}

export const getProvider = (): Answer<v.InferOutput<typeof providerSchema>> =>
  request("GET", "/api/provider", providerSchema);

export const createSessionByProvider = (): Answer<Session> =>
  request("POST", "/api/sessions/provider", sessionSchema);

export const createAccountByProvider = (wanted: ProvenAccount): Answer<Session> =>
  request("POST", "/api/accounts/provider", sessionSchema, {
    body: {
      account: wanted.account,
      username: wanted.username,
      recovery_secret: wanted.recoverySecret,
      recovery_wrap: wanted.recoveryWrap,
      invite: wanted.invite,
    },
  });

export const stepUpByProvider = (): Answer<Session> =>
  request("POST", "/api/sessions/current/step-up/provider", sessionSchema);

export const putProvider = (): Answer<null> => request("PUT", "/api/account/provider", nothing);

export const deleteProvider = (): Answer<null> =>
  request("DELETE", "/api/account/provider", nothing);
