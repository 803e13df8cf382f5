/** The `partner` records: for each pair its secret, what the other is called, and what was chosen. */
import { fromBase64url } from "../../core/base64url";
import { failed, success, type Result } from "../../core/result";
import type { Secret } from "../../crypto/derive";
import { derivePairKey } from "../../crypto/invite";
import type { SealingKey } from "../../crypto/seal";
import type { StorageFailure } from "../../db/failures";
import { readItems, readText, stampFields, valueOf, type Json } from "../../model/registers";
import type { StoredRecord } from "../../model/registers";
import type { Level } from "../../model/sharing";
import type { ActionContext } from "../context";
import type { SharingFailure } from "./failures";

export interface Choice {
  readonly kind: "habit" | "promise";
  readonly subject: string;
  readonly level: Level | null;
}

export interface Pair {
  readonly pair: string;
  /** Null while the words are locked on this device. */
  readonly secret: Secret | null;
  /** "" before the other is known. */
  readonly label: string;
  readonly choices: ReadonlyMap<string, Choice>;
}

const PARTNERS = () => IDBKeyRange.bound(["partner", ""], ["partner", "\uffff"]);

/** All pairs that have not been ended. */
export async function readPairs({
  database,
}: ActionContext): Promise<Result<ReadonlyMap<string, Pair>, StorageFailure>> {
  const records = await database.read((transaction) =>
    transaction.objectStore("records").getAll(PARTNERS()),
  );
  if (!records.ok) return records;
  const live = records.value.filter(({ fields }) => valueOf(fields, "deleted") !== true);
  return success(new Map(live.map((record) => [record.id, toPair(record)])));
}

function toPair({ id, fields }: StoredRecord): Pair {
  const secret = fromBase64url(readText(fields, "secret"));
  const choices = readItems(fields, "share:").map(
    ({ key, item }) => [key, item as Choice] as const,
  );
  return {
    pair: id,
    secret: secret === null || secret.length === 0 ? null : secret,
    label: readText(fields, "label"),
    choices: new Map(choices),
  };
}

/** The change of some fields of a pair's record, as of now. */
export const editPair = (
  { stamps }: ActionContext,
  pair: string,
  values: Readonly<Record<string, Json>>,
): StoredRecord => ({ type: "partner", id: pair, fields: stampFields(values, stamps.issue()) });

/** Let every screen that shows what is shared read it again, in other tabs too. */
export const publishShared = ({ changes }: ActionContext): void => {
  changes.publish({ type: "shared" });
};

/** Tells whenever what is shared may have changed, not after every edit; gives the way to stop it. */
export const watchShared = ({ changes }: ActionContext, onChange: () => void): (() => void) =>
  changes.subscribe(({ type }) => {
    if (type !== "written") onChange();
  });

/** Bring what an act has written to the server; it is over then, for all screens. */
export async function syncShared(context: ActionContext): Promise<void> {
  await context.requestSync();
  publishShared(context);
}

/** What labels between the two are sealed under. */
export async function pairKey(
  context: ActionContext,
  pair: string,
): Promise<Result<SealingKey, SharingFailure>> {
  const pairs = await readPairs(context);
  if (!pairs.ok) return pairs;
  const secret = pairs.value.get(pair)?.secret ?? null;
  return secret === null ? failed({ type: "no-pair-key" }) : success(await derivePairKey(secret));
}

export async function ownAccount({
  device,
}: ActionContext): Promise<Result<string, SharingFailure>> {
  const owner = await device.account();
  return owner === null ? failed({ type: "no-account" }) : success(owner.account);
}
