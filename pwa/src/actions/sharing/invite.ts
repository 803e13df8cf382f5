/** How two people find each other: one invites, the other accepts, the first confirms. It shows nothing yet. */
import { ANSWERS, lookAtInvite } from "../../api/sharing";
import { toBase64url } from "../../core/base64url";
import { mintRecordId } from "../../core/ids";
import { failed, success, type Result } from "../../core/result";
import { deriveInviteToken, inviteCode, mintInviteSecret, parseInvite } from "../../crypto/invite";
import { readCommands } from "../../db/commands";
import type { WaitingCommand } from "../../db/schema";
import type { Person } from "../../model/sharing";
import type { ActionContext } from "../context";
import type { SharingFailure } from "./failures";
import { editPair, syncShared } from "./pairs";
import {
  command,
  sendCommand,
  sendCommandAndWait,
  sendCommandNow,
  type CommandResult,
} from "./send-command";

export interface Invitation {
  readonly pair: string;
  readonly code: string;
  /** ISO instant. */
  readonly expiresAt: string;
}

/** Needs a step-up. The secret is kept, sealed, before anybody can use it. */
export async function createInvite(
  context: ActionContext,
): Promise<Result<Invitation, SharingFailure>> {
  const secret = mintInviteSecret();
  const pair = mintRecordId();
  const asked = command({ type: "invite", token: await deriveInviteToken(secret) }, pair);
  const made = await sendCommandNow(context, asked, ANSWERS.invite, {
    ask: [command({ type: "cancel", pair })],
  });
  if (!made.ok) return made;
  const edit = [editPair(context, pair, { secret: toBase64url(secret), label: "" })];
  const kept = await context.commit({ edit });
  if (!kept.ok) {
    // Without its secret nobody could use it.
    await sendCommand(context, { ask: [command({ type: "cancel", pair })] });
    return kept;
  }
  await syncShared(context);
  return success({ pair, code: inviteCode(secret), expiresAt: made.value.expires_at });
}

/**
 * Also declines who has accepted and was not confirmed. It is a command that waits, not one made from `deleted`:
 * what is cancelled may be no pair yet, which `end` does not know.
 */
export const cancelInvite = (
  context: ActionContext,
  pair: string,
): Promise<Result<CommandResult, SharingFailure>> =>
  sendCommand(context, {
    ask: [command({ type: "cancel", pair })],
    edit: [editPair(context, pair, { deleted: true })],
  });

export interface Found {
  readonly username: string;
  /** What a new account may be made with. */
  readonly token: string;
}

/** Who invites; nothing is accepted by it. */
export async function lookAt(pasted: string): Promise<Result<Found, SharingFailure>> {
  const secret = parseInvite(pasted);
  if (secret === null) return failed({ type: "no-code" });
  const token = await deriveInviteToken(secret);
  const found = await lookAtInvite(token);
  return found.ok ? success({ username: found.value.username, token }) : found;
}

/** What signing up needs in place of an invitation of the host; null when it is no code. */
export async function tokenOf(pasted: string): Promise<string | null> {
  const secret = parseInvite(pasted);
  return secret === null ? null : deriveInviteToken(secret);
}

export async function acceptInvite(
  context: ActionContext,
  pasted: string,
): Promise<Result<Person, SharingFailure>> {
  const secret = parseInvite(pasted);
  if (secret === null) return failed({ type: "no-code" });
  const token = await deriveInviteToken(secret);
  const accepted = await sendCommandAndWait(
    context,
    await acceptCommand(context, token),
    ANSWERS.accept,
  );
  if (!accepted.ok) return accepted;
  const { pair, partner } = accepted.value;
  const edit = [editPair(context, pair, { secret: toBase64url(secret), label: partner.username })];
  const kept = await context.commit({ edit });
  if (!kept.ok) return kept;
  await syncShared(context);
  return success(partner);
}

type Acceptance = Extract<WaitingCommand, { type: "accept" }>;

const isAcceptance = (asked: WaitingCommand): asked is Acceptance => asked.type === "accept";

/** The same as last time, if its answer was lost: another one would find the invitation used. */
async function acceptCommand({ database }: ActionContext, token: string): Promise<Acceptance> {
  const waiting = await readCommands(database);
  const before = waiting.ok
    ? waiting.value.filter(isAcceptance).find((asked) => asked.token === token)
    : undefined;
  return before ?? command({ type: "accept", token });
}

/** Needs a step-up. `id`: the same again after a lost answer is the same command. */
export async function confirmPartner(
  context: ActionContext,
  pair: string,
  id: string,
): Promise<Result<Person, SharingFailure>> {
  const asked = command({ type: "confirm", pair }, id);
  const confirmed = await sendCommandNow(context, asked, ANSWERS.confirm, null);
  if (!confirmed.ok) return confirmed;
  const { partner } = confirmed.value;
  const kept = await context.commit({
    edit: [editPair(context, pair, { label: partner.username })],
  });
  if (!kept.ok) return kept;
  await syncShared(context);
  return success(partner);
}
