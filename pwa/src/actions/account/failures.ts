/** What can come between a person and their account. */
import type { ApiFailure } from "../../api/http";
import { fromBase64url } from "../../core/base64url";
import type { PasswordProblem } from "../../crypto/password";
import type { StorageFailure } from "../../db/failures";
import type { PasskeyFailure } from "../passkeys/failures";
import type { OtherAccount } from "./session-lost";

export type AccountFailure =
  | ApiFailure
  | StorageFailure
  | PasskeyFailure
  | OtherAccount
  | { readonly type: "bad-username" }
  /** It cannot be the code of an invitation or of a reset link: something is missing of it. */
  | { readonly type: "bad-invite" }
  | { readonly type: "bad-link" }
  | { readonly type: "weak-password"; readonly problem: PasswordProblem }
  /** It is not 27 characters that fit together. */
  | { readonly type: "bad-recovery-key" }
  /** Of the person who is signed in; or of somebody else. */
  | { readonly type: "wrong-password" }
  | { readonly type: "wrong-recovery-key" }
  /** The key of the words does not open with this. */
  | { readonly type: "not-the-key" }
  /** This needs the key of the words, and they are locked on this device. */
  | { readonly type: "words-locked" };

const USERNAME = /^[a-z0-9._-]{3,32}$/;

const INVITATION = /^[\w-]{43}$/;
const RESET_CODE = /^([\w-]{64})(?:\.([\w-]{22}))?$/;

export const isInvitation = (text: string): boolean => INVITATION.test(text);

export interface ResetCode {
  readonly token: string;
  /** Of the account's password, or null where the link does not say it. */
  readonly salt: Uint8Array<ArrayBuffer> | null;
}

/** What is in the fragment of a reset link, or null when it cannot be one. */
export function parseResetCode(text: string): ResetCode | null {
  const [, token, salt] = RESET_CODE.exec(text) ?? [];
  return token === undefined
    ? null
    : { token, salt: salt === undefined ? null : fromBase64url(salt) };
}

/** As it is stored: lower case, without the spaces that a keyboard adds. */
export const cleanUsername = (typed: string): string => typed.trim().toLowerCase();

export const isUsername = (text: string): boolean => USERNAME.test(text);

/** The server's word for a secret that is not the account's, in the words of what was asked for. */
export const isWrongSecret = (failure: AccountFailure): boolean =>
  failure.type === "refused" && failure.code === "wrong_sign_in";
