/** Reminders travel with the device that travels, and not with the one that stays at home. */
import { readSeenZone, writeSeenZone } from "../../db/nudges";
import { PREFERENCES_ID, readPreferences } from "../../model/preferences";
import type { ActionContext } from "../context";
import { setPreference } from "../set-preference";

/**
 * Write the account's zone when this device's own one has changed since it last looked: else a laptop at home
 * would set the reminders of a phone abroad back at its next start.
 */
export async function followZone(context: ActionContext): Promise<void> {
  const { database } = context;
  const own = context.timeZone();
  const seen = await readSeenZone(database);
  if (!seen.ok || seen.value === own) return;
  if (seen.value !== null && (await isAnothers(context, own))) {
    const written = await setPreference(context, "timeZone", own);
    if (!written.ok) return;
  }
  await writeSeenZone(database, own);
}

/** False too where no zone was ever needed. */
async function isAnothers({ database }: ActionContext, own: string): Promise<boolean> {
  const stored = await database.read((transaction) =>
    transaction.objectStore("records").get(["preference", PREFERENCES_ID]),
  );
  const { timeZone } = readPreferences(stored.ok ? stored.value?.fields : {});
  return timeZone !== null && timeZone !== own;
}
