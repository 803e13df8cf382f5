// Made from contract/things.toml by `make contract`: change it there.
import type { FormName } from "./forms";

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

/** What the app expects of each value, decrypted; of a list, of each item. */
export const FIELD_FORMS: Readonly<Record<string, Readonly<Record<string, FormName>>>> = {
  habit: {
    "name": "name_text",
    "cue": "cue_text",
    "unit": "unit_text",
    "step_from": "local_date",
    "origin": "origin",
    "position": "position",
    "archived": "boolean",
    "deleted": "boolean",
    "group": "record_id?",
    "offer:": "local_date",
    "plan:": "plan?",
    "pause:": "pause?",
    "reminder:": "reminder?",
  },
  group: {
    "name": "name_text",
    "position": "position",
    "deleted": "boolean",
  },
  preference: {
    "check_in_daily": "boolean",
    "check_in_weekly": "weekday_or_never",
    "week_starts_on": "weekday",
    "grace": "grace",
    "day_start_hour": "hour",
    "time_zone": "zone",
    "quiet_hours": "quiet_hours?",
    "nudge_cap": "nudge_cap",
    "nudge_names": "boolean",
    "badge": "boolean",
    "pause:": "pause?",
    "reminder:": "reminder?",
  },
  promise: {
    "text": "promise_text",
    "to_whom": "name_text",
    "due_on": "local_date?",
    "due_time": "local_time?",
    "time_zone": "zone?",
    "deleted": "boolean",
    "reminder:": "promise_reminder?",
  },
  reflection: {
    "mood": "mood?",
    "on": "local_date",
    "deleted": "boolean",
    "answer:": "answer?",
  },
  partner: {
    "deleted": "boolean",
    "share:": "choice?",
  },
};

/** Each preference: its field, its form, and what it is until somebody chooses. */
export const PREFERENCES = {
  checkInDaily: { field: "check_in_daily", form: "boolean", default: true },
  checkInWeekly: { field: "check_in_weekly", form: "weekday_or_never", default: null },
  weekStartsOn: { field: "week_starts_on", form: "weekday", default: 1 },
  grace: { field: "grace", form: "grace", default: "gentle" },
  dayStartHour: { field: "day_start_hour", form: "hour", default: 0 },
  timeZone: { field: "time_zone", form: "zone", default: null },
  quietHours: { field: "quiet_hours", form: "quiet_hours?", default: null },
  nudgeCap: { field: "nudge_cap", form: "nudge_cap", default: 5 },
  nudgeNames: { field: "nudge_names", form: "boolean", default: false },
  badge: { field: "badge", form: "boolean", default: false },
} as const;

/** What the key of each item of a list is. */
export const KEY_FORMS: Readonly<Record<string, Readonly<Record<string, FormName>>>> = {
  habit: {
    "offer:": "record_id",
    "plan:": "local_date",
    "pause:": "record_id",
    "reminder:": "record_id",
  },
  group: {
  },
  preference: {
    "pause:": "record_id",
    "reminder:": "record_id",
  },
  promise: {
    "reminder:": "record_id",
  },
  reflection: {
    "answer:": "record_id",
  },
  partner: {
    "share:": "record_id",
  },
};

/** The members of each type of fact. */
export const FACT_FORMS: Readonly<Record<string, Readonly<Record<string, FormName>>>> = {
  entry: {
    "habit": "record_id",
    "on": "local_date",
    "kind": "entry_kind",
    "amount": "amount",
    "note": "note_text",
  },
  promise_event: {
    "promise": "record_id",
    "on": "local_date",
    "kind": "promise_event_kind",
    "stamp": "stamp",
    "to_on": "local_date",
    "to_time": "local_time?",
    "to_zone": "zone?",
    "note": "note_text",
  },
};

/** Those that a fact may lack. */
export const OPTIONAL_MEMBERS: Readonly<Record<string, readonly string[]>> = {
  entry: ["note"],
  promise_event: ["to_on", "to_time", "to_zone", "note"],
};

/** The one member of a fact that leaves it encrypted. */
export const FACT_WORDS = "note";
