/**
 * Which parts of a thing are plain, because the server computes with them, and which are sealed
 * (contract/things.toml). What is not named there is sealed: a new field keeps its words to itself
 * until somebody decides otherwise.
 */
import { PLAIN_FIELDS } from "../contract/things";

export { FACT_WORDS } from "../contract/things";

/** Whether a field of a record or a member of a fact travels in clear. */
export const isPlainField = (type: string, name: string): boolean =>
  PLAIN_FIELDS[type]?.includes(nameOrList(name)) === true;

/** What stands in the tables: of `plan:2026-05-01` only the list, `plan:`. */
export const nameOrList = (name: string): string => name.replace(/:.*/s, ":");
