/**
 * Which parts of a thing are plain, because the server computes with them, and which are sealed
 * (docs/protocol.md). What is not named here is sealed: a new field keeps its words to itself
 * until somebody decides otherwise.
 */

interface PlainFields {
  readonly fields: readonly string[];
  /** Lists that are kept as one register each, named `<list>:<key>`. */
  readonly lists?: readonly string[];
}

const PLAIN_FIELDS: Readonly<Record<string, PlainFields>> = {
  habit: {
    fields: ["position", "archived", "deleted", "group"],
    lists: ["plan", "pause", "reminder"],
  },
  group: { fields: ["position", "deleted"] },
  preference: {
    fields: [
      ...["week_starts_on", "grace", "day_start_hour", "time_zone"],
      ...["quiet_hours", "nudge_cap", "nudge_names", "badge"],
    ],
    lists: ["pause", "reminder"],
  },
  promise: { fields: ["due_on", "due_time", "time_zone", "deleted"], lists: ["reminder"] },
  reflection: { fields: ["on", "deleted"] },
  partner: { fields: ["deleted"], lists: ["share"] },
};

/** The one member of a fact that holds words. */
export const FACT_WORDS = "note";

/** Whether a field of a record travels in clear. */
export function isPlainField(type: string, name: string): boolean {
  const plain = PLAIN_FIELDS[type];
  if (plain === undefined) return false;
  const [list = "", key] = name.split(":", 2);
  return key === undefined ? plain.fields.includes(name) : (plain.lists ?? []).includes(list);
}
