/** What the server would not take waits here, in sight of the person, and can be offered again. */
import type { Result } from "../core/result";
import { ACCOUNT_FULL } from "../model/refusals";
import type { StorageFailure } from "./failures";
import type { Database } from "./open";
import { markDirty } from "./outbox";
import type { Refusal } from "./schema";

/** Offer again whatever was refused. */
export const releaseRefusals = (database: Database): Promise<Result<null, StorageFailure>> =>
  release(database, () => true);

/** Offer again what was refused to another version of the app, or for want of room: there may be some now. */
export const releaseOlderRefusals = (
  database: Database,
  appVersion: string,
): Promise<Result<null, StorageFailure>> =>
  release(
    database,
    (refusal) => refusal.appVersion !== appVersion || refusal.code === ACCOUNT_FULL,
  );

const release = (
  database: Database,
  isReleased: (refusal: Refusal) => boolean,
): Promise<Result<null, StorageFailure>> =>
  database.write(async (transaction) => {
    const refusals = await transaction.objectStore("quarantine").getAll();
    for (const refusal of refusals.filter(isReleased)) {
      await transaction.objectStore("quarantine").delete([refusal.type, refusal.id]);
      await markDirty(transaction, refusal, refusal.ends);
    }
    return null;
  });
