/** Which edits can change what is counted: a reminder's new time is no reason to count ten years again. */
import { UNCOUNTED_FIELDS } from "../contract/things";
import type { StoredRecord } from "./registers";
import { nameOrList } from "./sealing";

export function changesCounting({ type, fields }: StoredRecord): boolean {
  const uncounted = UNCOUNTED_FIELDS[type];
  return (
    uncounted !== undefined &&
    Object.keys(fields).some((name) => !uncounted.includes(nameOrList(name)))
  );
}
