/** Unfinished moments and forms. They have no outbox mark and no sealed form: nothing of them ever leaves the device. */
import type { Result } from "../core/result";
import type { Draft, FormDraft } from "../model/drafts";
import type { StorageFailure } from "./failures";
import type { Database } from "./open";

export const readDrafts = (database: Database): Promise<Result<readonly Draft[], StorageFailure>> =>
  database.read(async (transaction) => {
    const all = await transaction.objectStore("drafts").getAll();
    return all.filter((draft) => "answers" in draft);
  });

/** Null where there is none. */
export const readFormDraft = (
  database: Database,
  moment: FormDraft["moment"],
): Promise<Result<FormDraft | null, StorageFailure>> =>
  database.read(async (transaction) => {
    const draft = await transaction.objectStore("drafts").get(moment);
    return draft !== undefined && "form" in draft ? draft : null;
  });

export const writeDraft = (
  database: Database,
  draft: Draft | FormDraft,
): Promise<Result<string, StorageFailure>> =>
  database.write((transaction) => transaction.objectStore("drafts").put(draft));

export const deleteDraft = (
  database: Database,
  moment: string,
): Promise<Result<void, StorageFailure>> =>
  database.write((transaction) => transaction.objectStore("drafts").delete(moment));

/** Bring drafts from another database; one that is here already is newer and stays. */
export const bringDrafts = (
  database: Database,
  drafts: readonly (Draft | FormDraft)[],
): Promise<Result<null, StorageFailure>> =>
  database.write(async (transaction) => {
    const store = transaction.objectStore("drafts");
    const present = new Set(await store.getAllKeys());
    const news = drafts.filter(({ moment }) => !present.has(moment));
    await Promise.all(news.map((draft) => store.put(draft)));
    return null;
  });
