/**
 * An answer becomes part of what is on the device: results, rows and the cursor in one transaction,
 * and only if the cursor still is what it was when the question was asked (docs/protocol.md).
 */
import type { Result } from "../core/result";
import type { Change } from "../db/changes";
import { dropOutdated } from "../db/commit";
import type { StorageFailure } from "../db/failures";
import { adoptPending } from "../db/keys";
import type { Database } from "../db/open";
import { markAllDirty } from "../db/outbox";
import { readPosition, writePosition } from "../db/position";
import type { SyncPosition, WriteTransaction } from "../db/schema";
import { replaceView } from "../db/shared-view";
import type { Fact } from "../model/facts";
import type { StoredRecord } from "../model/registers";
import { readSharedView } from "../model/sharing";
import { mergeThing } from "./merge-thing";
import {
  CLOCK_TOLERANCE_MS,
  OLD_KEY,
  type SyncAnswer,
  type SyncResult,
  type WireThing,
} from "./protocol";
import type { Offer, SyncBatch } from "./take-batch";
import type { OpenedWords } from "./wire";

export type Applied =
  | {
      readonly type: "applied";
      readonly change: Change;
      readonly isClockAhead: boolean;
      /** A partner shows something else than before. */
      readonly isViewNew: boolean;
    }
  /** Another tab was faster: nothing of the answer was used, and nothing is lost. */
  | { readonly type: "stale" }
  /** The server's history is another one: everything is offered again, from the beginning. */
  | { readonly type: "restarted" };

export interface Answered {
  readonly answer: SyncAnswer;
  /** The words of each thing in the answer, opened first: no key is used within a transaction. */
  readonly opened: ReadonlyMap<WireThing, OpenedWords>;
  /** The device's clock when the answer came, in milliseconds since 1970. */
  readonly answeredAt: number;
  readonly appVersion: string;
}

export const applyAnswer = (
  database: Database,
  batch: SyncBatch,
  answered: Answered,
): Promise<Result<Applied, StorageFailure>> =>
  database.write(async (transaction): Promise<Applied> => {
    const position = await readPosition(transaction);
    const { epoch, cursor } = batch.position;
    if (position.epoch !== epoch || position.cursor !== cursor) return { type: "stale" };
    const { answer } = answered;
    await adoptPending(transaction, answer.key);
    const isOther = position.epoch !== null && answer.epoch !== position.epoch;
    if (isOther || answer.cursor < position.cursor) {
      await startAgain(transaction, position, answered);
      return { type: "restarted" };
    }
    await settleAll(transaction, batch.offers, answered);
    const change = await mergeAll(transaction, answered);
    await writePosition(transaction, moved(position, answered));
    const isClockAhead = answer.results.some(({ status }) => status === "clock_ahead");
    const view = readSharedView(answer.shared);
    const isViewNew =
      view !== null &&
      (await replaceView(transaction, batch.viewVersion, view, answered.answeredAt));
    return { type: "applied", change, isClockAhead, isViewNew };
  });

/** Put a thing aside that no request could bring across, as if the server had rejected it by itself. */
export const setAside = (
  database: Database,
  offer: Offer,
  code: string,
  appVersion: string,
): Promise<Result<void, StorageFailure>> =>
  database.write((transaction) => {
    const { type, id } = offer.mark;
    return settle(transaction, offer, { type, id, status: "rejected", code }, appVersion);
  });

const moved = (position: SyncPosition, { answer, answeredAt }: Answered): SyncPosition => ({
  ...position,
  epoch: answer.epoch,
  cursor: answer.cursor,
  headToken: answer.head_token,
  keyId: answer.key,
  clockOffsetMs: clockOffset(answer.now - answeredAt),
  syncedAt: answeredAt,
});

/** A difference that is only the way of the answer is none: a clock that is right is left alone. */
export const clockOffset = (differenceMs: number): number =>
  Math.abs(differenceMs) < CLOCK_TOLERANCE_MS ? 0 : differenceMs;

async function startAgain(
  transaction: WriteTransaction,
  position: SyncPosition,
  answered: Answered,
): Promise<void> {
  const [records, facts] = await Promise.all([
    transaction.objectStore("records").getAll(),
    transaction.objectStore("facts").getAll(),
  ]);
  await markAllDirty(transaction, [...records, ...facts]);
  await writePosition(transaction, { ...moved(position, answered), cursor: 0, headToken: null });
}

async function settleAll(
  transaction: WriteTransaction,
  offers: readonly Offer[],
  { answer, appVersion }: Answered,
): Promise<void> {
  await Promise.all(
    answer.results.map(async (result, index) => {
      const offer = offers[index];
      // What is said of another thing confirms nothing of this one.
      if (offer !== undefined && isAbout(result, offer)) {
        await settle(transaction, offer, result, appVersion);
      }
    }),
  );
}

const isAbout = ({ type, id }: SyncResult, { mark }: Offer): boolean =>
  type === mark.type && id === mark.id;

/** A thing that was edited while it was under way stays dirty, whatever became of its older form. */
async function settle(
  transaction: WriteTransaction,
  { mark }: Offer,
  { status, code = "" }: SyncResult,
  appVersion: string,
): Promise<void> {
  const { type, id } = mark;
  const present = await transaction.objectStore("outbox").get([type, id]);
  if (present?.version !== mark.version || status === "clock_ahead") return;
  if (status === "rejected" && code === OLD_KEY) {
    await transaction.objectStore("outbox").put({ ...present, waitsForKey: true });
    return;
  }
  await transaction.objectStore("outbox").delete([type, id]);
  const quarantine = transaction.objectStore("quarantine");
  const ends = present.ends === undefined ? {} : { ends: present.ends };
  if (status === "rejected") await quarantine.put({ type, id, code, appVersion, ...ends });
  else await quarantine.delete([type, id]);
}

async function mergeAll(
  transaction: WriteTransaction,
  { answer, opened }: Answered,
): Promise<Change> {
  const things = [
    ...answer.results.flatMap(({ record }) => (record === undefined ? [] : [record])),
    ...answer.records,
  ];
  const records: StoredRecord[] = [];
  const facts: Fact[] = [];
  for (const thing of things) {
    const merged = await mergeThing(transaction, thing, {
      opened: opened.get(thing) ?? {},
      keyId: answer.key,
    });
    if (merged === null) continue;
    if ("fields" in merged) records.push(merged);
    else facts.push(merged);
  }
  const refold = await dropOutdated(transaction, { add: facts, edit: records });
  return { type: "written", records, facts, dropped: [], refold };
}
