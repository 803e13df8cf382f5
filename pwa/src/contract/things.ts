// Made from contract/things.toml by `make contract`: change it there.
export const EXPORTED_TYPES = ["habit", "group", "preference", "promise", "reflection"] as const;
export const UNEXPORTED_TYPES = ["partner"] as const;
export type RecordType = (typeof EXPORTED_TYPES | typeof UNEXPORTED_TYPES)[number];

/** What leaves the device in clear; a list ends with a colon. */
export const PLAIN_FIELDS: Readonly<Record<string, readonly string[]>> = {
  habit: ["position", "archived", "deleted", "group", "plan:", "pause:", "reminder:"],
  group: ["position", "deleted"],
  preference: [
    "week_starts_on",
    "grace",
    "day_start_hour",
    "time_zone",
    "quiet_hours",
    "nudge_cap",
    "nudge_names",
    "badge",
    "pause:",
    "reminder:",
  ],
  promise: ["due_on", "due_time", "time_zone", "deleted", "reminder:"],
  reflection: ["on", "deleted"],
  partner: ["deleted", "share:"],
  entry: ["habit", "on", "kind", "amount"],
  promise_event: ["promise", "on", "kind", "stamp", "to_on", "to_time", "to_zone"],
};

/** Of types that streaks are computed from: what changes without computing them again. */
export const UNCOUNTED_FIELDS: Readonly<Record<string, readonly string[]>> = {
  habit: ["name", "cue", "glyph", "hue", "reminder:"],
  preference: [
    "check_in_daily",
    "check_in_weekly",
    "time_zone",
    "quiet_hours",
    "nudge_cap",
    "nudge_names",
    "badge",
    "reminder:",
  ],
};

/** The one member of a fact that leaves it encrypted. */
export const FACT_WORDS = "note";
