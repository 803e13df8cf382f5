import { readNudgeData } from "../../model/nudge";
import type { ActionContext } from "../context";
import { readNudgeStatus } from "./complete-nudge";
import type { ShownNotification } from "./port";

/** Take away the notifications of what has been done meanwhile, in the app or on another device. */
export async function closeKept(
  device: Pick<ActionContext, "database">,
  shown: readonly ShownNotification[],
): Promise<void> {
  await Promise.all(
    shown.map(async ({ data, close }) => {
      if (await isAllKept(device, data)) close();
    }),
  );
}

async function isAllKept(device: Pick<ActionContext, "database">, data: unknown): Promise<boolean> {
  const nudge = readNudgeData(data);
  // Where only some of many are listed, nobody knows of the others.
  if (nudge === null || nudge.count > nudge.items.length) return false;
  const looked = await Promise.all(nudge.items.map((item) => readNudgeStatus(device, item)));
  return looked.every((result) => result.ok && result.value.standing === "kept");
}
