import { failed, success, type Result } from "../../core/result";
import { openForCeremony, type DataKey } from "../../crypto/data-key";
import { readKey } from "../../db/keys";
import type { ActionContext } from "../context";
import type { AccountFailure } from "./failures";

/** The data key itself, out of this device, to wrap it again; only after a step-up. */
export async function takeDataKey({
  database,
}: ActionContext): Promise<Result<DataKey, AccountFailure>> {
  const stored = await readKey(database);
  if (!stored.ok) return stored;
  if (stored.value === null) return failed({ type: "words-locked" });
  return success(await openForCeremony(stored.value));
}
