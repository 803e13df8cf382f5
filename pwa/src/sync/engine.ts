/**
 * One run of the sync: offer, read, again until both sides have nothing new. It may be stopped anywhere
 * and started any number of times, in several tabs at once; each step stands by itself.
 */
import type { Now, StampClock } from "../core/clock";
import { failed, success, type Result } from "../core/result";
import type { KeyRing } from "../crypto/key-ring";
import { keyIdOf } from "../crypto/seal";
import type { Change, Changes } from "../db/changes";
import type { Database } from "../db/open";
import { applyAnswer, clockOffset, setAside, type Applied } from "./apply-answer";
import type { SendFailure, SyncFailure, Unreadable } from "./failures";
import { openStoredWords } from "./open-stored";
import type { Pace } from "./pace";
import { OLD_KEY, PROTOCOL, type SyncAnswer, type SyncRequest, type WireThing } from "./protocol";
import { restampAhead } from "./restamp";
import { sendCommands } from "./send-commands";
import { takeBatch, type Offer, type SyncBatch } from "./take-batch";
import { openWords, sealedTexts, type OpenedWords } from "./wire";

export type Send = (request: SyncRequest) => Promise<Result<SyncAnswer, SendFailure>>;

export interface SyncContext {
  readonly account: string;
  readonly database: Database;
  readonly changes: Changes;
  readonly stamps: StampClock;
  readonly loadKey: () => Promise<KeyRing | null>;
  readonly send: Send;
  readonly pace: Pace;
  readonly now: Now;
  readonly appVersion: string;
  /** Something here or on the server is under a data key that was replaced. */
  readonly onOldWords?: () => void;
}

/** More than one run ever needs: each round offers a full batch or reads a full page. */
const MAX_ROUNDS = 10_000;
/** Above this the screens read everything again instead of following each row. */
const MANY_THINGS = 500;

/** Sync until nothing is left; a failure leaves everything as the last whole step left it. */
export async function runSync(context: SyncContext): Promise<Result<null, SyncFailure>> {
  const progress = { isLong: false };
  // A stop goes before anything else that could be shown.
  const sent = await sendCommands(context.database);
  if (!sent.ok) return sent;
  if (sent.value.answered > 0) context.changes.publish({ type: "shared" });
  const result = await runRounds(context, sent.value.ids, progress);
  // After a failure too: what came before it is on the disk.
  if (progress.isLong) context.changes.publish({ type: "replaced" });
  return result;
}

async function runRounds(
  context: SyncContext,
  commands: ReadonlySet<string>,
  progress: { isLong: boolean },
): Promise<Result<null, SyncFailure>> {
  let restamps = 0;
  for (let rounds = 0; rounds < MAX_ROUNDS; rounds += 1) {
    const step = await runRound(context, commands);
    if (!step.ok) return step;
    const round = step.value;
    progress.isLong ||= round.isLong;
    restamps = round.isRestamped ? restamps + 1 : 0;
    // New stamps are right; a server that refuses them again is not.
    if (restamps > 1) return failed({ type: "fault" });
    if (round.isDone) break;
  }
  return success(null);
}

interface Round {
  readonly isDone: boolean;
  /** Much came at once, or things were stamped again, and it was not published row by row. */
  readonly isLong: boolean;
  readonly isRestamped: boolean;
}

async function runRound(
  context: SyncContext,
  commands: ReadonlySet<string>,
): Promise<Result<Round, SyncFailure>> {
  const { pace } = context;
  const batch = await takeBatch(context.database, pace.changes(), commands);
  if (!batch.ok) return batch;
  const { position, offers } = batch.value;
  context.stamps.correct(position.clockOffsetMs);
  const answer = await context.send({
    protocol: PROTOCOL,
    account: context.account,
    epoch: position.epoch,
    cursor: position.cursor,
    head_token: position.headToken ?? null,
    changes: offers.map(({ thing }) => thing),
    limit: pace.records(),
  });
  if (!answer.ok) {
    const { failure } = answer;
    if (failure.type === "unreadable") return offerFewer(context, offers, failure);
    if (failure.type === "offline" && failure.isLate === true) pace.slower(offers.length);
    return answer;
  }
  pace.faster();
  if (answer.value.account !== context.account) return failed({ type: "other-account" });
  return useAnswer(context, batch.value, answer.value);
}

/** One thing may be at fault: it is found by halving, and put aside, so it stops no other. */
async function offerFewer(
  { database, appVersion, pace }: SyncContext,
  offers: readonly Offer[],
  failure: Unreadable,
): Promise<Result<Round, SyncFailure>> {
  const [first] = offers;
  if (first === undefined) return failed(failure);
  const round = { isDone: false, isLong: false, isRestamped: false };
  if (offers.length > 1) {
    pace.slower(offers.length);
    return success(round);
  }
  const aside = await setAside(database, first, failure.code, appVersion);
  pace.faster();
  return aside.ok ? success(round) : aside;
}

async function useAnswer(
  context: SyncContext,
  batch: SyncBatch,
  answer: SyncAnswer,
): Promise<Result<Round, SyncFailure>> {
  const ring = await keysFor(context, answer);
  const answeredAt = context.now();
  const applied = await applyAnswer(context.database, batch, {
    answer,
    opened: await openAll({ account: context.account, ring }, answer),
    answeredAt,
    appVersion: context.appVersion,
  });
  if (!applied.ok) return applied;
  context.stamps.correct(clockOffset(answer.now - answeredAt));
  const isRestamped = isClockAhead(applied.value);
  if (isRestamped) {
    const restamped = await restampAhead(context.database, context.stamps, answer.now);
    if (!restamped.ok) return restamped;
  }
  if (ring !== undefined && ring?.current == null) await openIfUnlocked(context);
  if (hasOldWords(answer)) context.onOldWords?.();
  const isWhole = applied.value.type === "applied" && !isRestamped;
  return success({
    isDone: isWhole && batch.isLast && !answer.more,
    isLong: publish(context, applied.value, answer) || isRestamped,
    isRestamped,
  });
}

const hasOldWords = (answer: SyncAnswer): boolean =>
  answer.results.some(({ code }) => code === OLD_KEY) ||
  thingsOf(answer).some((thing) =>
    sealedTexts(thing).some(([, text]) => keyIdOf(text) !== answer.key),
  );

const isClockAhead = (applied: Applied): boolean =>
  applied.type === "applied" && applied.isClockAhead;

const thingsOf = ({ results, records }: SyncAnswer): readonly WireThing[] => [
  ...results.flatMap(({ record }) => record ?? []),
  ...records,
];

/** Undefined when nothing has to be opened, null where this device holds no key. */
const keysFor = async (
  { loadKey }: SyncContext,
  answer: SyncAnswer,
): Promise<KeyRing | null | undefined> => (thingsOf(answer).length === 0 ? undefined : loadKey());

async function openAll(
  {
    account,
    ring = null,
  }: { readonly account: string; readonly ring?: KeyRing | null | undefined },
  answer: SyncAnswer,
): Promise<ReadonlyMap<WireThing, OpenedWords>> {
  return new Map(
    await Promise.all(
      thingsOf(answer).map(
        async (thing) => [thing, await openWords({ account, ring }, thing)] as const,
      ),
    ),
  );
}

/** The key may have come while an answer was written without it: nobody else would open its words. */
async function openIfUnlocked({ account, database, changes, loadKey }: SyncContext): Promise<void> {
  const ring = await loadKey();
  if (ring?.current != null) await openStoredWords(database, changes, account, ring);
}

/** Tells the screens; true when there was so much that they had better read everything once, at the end. */
function publish({ changes }: SyncContext, applied: Applied, answer: SyncAnswer): boolean {
  if (applied.type !== "applied") return applied.type === "restarted";
  if (applied.isViewNew || hasPartner(applied.change)) changes.publish({ type: "shared" });
  if (answer.more || answer.records.length >= MANY_THINGS) return true;
  if (isEmpty(applied.change)) return false;
  changes.publish(applied.change);
  return false;
}

/** Another device of this person has chosen, stopped or renamed something. */
const hasPartner = (change: Change): boolean =>
  change.type === "written" && change.records.some(({ type }) => type === "partner");

const isEmpty = (change: Change): boolean =>
  change.type === "written" && change.records.length + change.facts.length === 0;
