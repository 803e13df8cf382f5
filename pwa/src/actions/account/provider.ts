/**
 * Signing in by the server's OpenID provider. The page is left for it, and comes back at /provider with a
 * cookie that proves who it was; these ask the server with it. The provider opens no words.
 */
import { getSession } from "../../api/accounts";
import {
  createAccountByProvider,
  createSessionByProvider,
  deleteProvider,
  getProvider,
  putProvider,
  stepUpByProvider,
} from "../../api/provider";
import { failed, success, type Result } from "../../core/result";
import { wrapDataKey } from "../../crypto/data-key";
import { deriveFromRecoveryKey } from "../../crypto/recovery-key";
import type { ActionContext } from "../context";
import type { Arrival } from "./arrival";
import { cleanUsername, isInvitation, isUsername, type AccountFailure } from "./failures";
import { notifySignOut } from "./notify-sign-out";
import { withSessionCheck } from "./session-lost";
import type { NewKeys } from "./sign-up";

/** What a sign-in there is for; the server knows no other word. */
export type ProviderPurpose = "sign_in" | "connect" | "step_up";

/** Where the browser is led to the provider; only by leaving the page, and never by a request. */
export const providerStart = (purpose: ProviderPurpose): string => `/oidc/start?purpose=${purpose}`;

/** What the provider is called, or null where the server has none. */
export async function readProviderName(): Promise<Result<string | null, AccountFailure>> {
  const answer = await getProvider();
  return answer.ok ? success(answer.value.name) : answer;
}

/** Whether the account is connected with it. */
export async function readConnection(
  context: ActionContext,
): Promise<Result<boolean, AccountFailure>> {
  const session = await withSessionCheck(context, getSession());
  return session.ok ? success(session.value.ways_in.provider) : session;
}

/** The words stay locked where this device has no key; null: who it was has no account here yet. */
export async function signInByProvider(
  context: ActionContext,
): Promise<Result<Arrival | null, AccountFailure>> {
  await notifySignOut(context);
  const session = await createSessionByProvider();
  if (session.ok) return success({ session: session.value, dataKey: null });
  const { failure } = session;
  const isUnknown = failure.type === "refused" && failure.code === "identity_unknown";
  return isUnknown ? success(null) : session;
}

export interface ProviderForm {
  readonly username: string;
  /** The token of an invitation or of the set-up; "" where none is needed. */
  readonly invite: string;
}

/** There is no password: the recovery key, and this device, open the words. */
export async function signUpByProvider(
  context: ActionContext,
  { account, dataKey, recoveryKey }: NewKeys,
  form: ProviderForm,
): Promise<Result<Arrival, AccountFailure>> {
  const username = cleanUsername(form.username);
  if (!isUsername(username)) return failed({ type: "bad-username" });
  if (form.invite !== "" && !isInvitation(form.invite)) return failed({ type: "bad-invite" });
  await notifySignOut(context);
  const { recoverySecret, wrappingKey } = await deriveFromRecoveryKey(recoveryKey);
  const answer = await createAccountByProvider({
    account,
    username,
    recoverySecret,
    recoveryWrap: await wrapDataKey(wrappingKey, account, "recovery", dataKey),
    invite: form.invite === "" ? null : form.invite,
  });
  return answer.ok ? success({ session: answer.value, dataKey }) : answer;
}

export const connectProvider = (context: ActionContext): Promise<Result<null, AccountFailure>> =>
  withSessionCheck(context, putProvider());

export const disconnectProvider = (context: ActionContext): Promise<Result<null, AccountFailure>> =>
  withSessionCheck(context, deleteProvider());

export async function confirmByProvider(
  context: ActionContext,
): Promise<Result<null, AccountFailure>> {
  const session = await withSessionCheck(context, stepUpByProvider());
  return session.ok ? success(null) : session;
}
