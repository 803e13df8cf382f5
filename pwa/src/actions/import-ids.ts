/**
 * Under which ids imported habits come here. The host sees them, so they must not tell a name: they
 * are keyed by a secret of the person, the same on all devices of an account, and another for each
 * account and for each device without one.
 */
import { failed, success, type Result } from "../core/result";
import { deriveImportSecret } from "../crypto/data-key";
import type { StorageFailure } from "../db/failures";
import { readImportSecret, readKey } from "../db/keys";
import type { WordsLocked } from "../db/sealer";
import type { Identity } from "../importers/identity";
import { keyedBy, readOrigin, type Resolve } from "../importers/rekey";
import type { Source } from "../importers/types";
import type { StoredRecord } from "../model/registers";
import type { ActionContext } from "./context";

type Owner = Pick<ActionContext, "database" | "sealer">;

/** What is here already keeps its ids, and what comes again meets it. */
export async function importIds(
  owner: Owner,
  source: Source,
  here: readonly StoredRecord[],
): Promise<Result<Resolve, StorageFailure | WordsLocked>> {
  const secret = await secretOf(owner);
  if (!secret.ok) return secret;
  const keyed = keyedBy(secret.value);
  // Without an account no host sees an id; what signing up brings in is keyed then.
  const isLeftAsIs = source === "kept" && owner.sealer === null;
  const ids = new Set(here.map(({ id }) => id));
  const byOrigin = identitiesOf(here);
  return success(
    (from) =>
      (ids.has(from.identity.habit) && source === "kept" ? from.identity : null) ??
      byOrigin.get(from.origin) ??
      (isLeftAsIs ? from.identity : keyed(from)),
  );
}

/** By origin; a habit that was imported before ids were keyed stays where it is. */
const identitiesOf = (here: readonly StoredRecord[]): ReadonlyMap<string, Identity> =>
  new Map(
    here
      .map(readOrigin)
      .filter((from) => from !== null)
      .map(({ origin, identity }) => [origin, identity]),
  );

async function secretOf({
  database,
  sealer,
}: Owner): Promise<Result<Uint8Array, StorageFailure | WordsLocked>> {
  const key = await readKey(database);
  if (!key.ok) return key;
  if (key.value !== null) return success(await deriveImportSecret(key.value));
  return sealer === null ? readImportSecret(database) : failed({ type: "words-locked" });
}
