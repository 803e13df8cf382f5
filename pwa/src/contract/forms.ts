// Made from contract/forms.toml by `make contract`: change it there.
import type { Form } from "./form";

export const RECORD_ID = /^(?:[a-z0-9-]{1,64})$/;
export const FACT_ID = /^(?:[0-9a-f]{16}[0-9a-z]{1,12})$/;
export const MADE_UP_ID = /^(?:[0-9a-f]{32})$/;
export const STAMP = /^(?:[0-9a-f]{32})$/;
export const ORIGIN = /^(?:[0-9a-f]{48})$/;
export const DIGITS = /^(?:[0-9]{1,16})$/;
export const LOCAL_TIME = /^(?:([01][0-9]|2[0-3]):[0-5][0-9])$/;
export const ZONE = /^(?:[A-Za-z0-9_+-]{1,32}(\/[A-Za-z0-9_+-]{1,32}){0,2})$/;

export const FORMS = {
  name_text: {"characters": 80},
  cue_text: {"characters": 120},
  unit_text: {"characters": 24},
  note_text: {"characters": 2000},
  promise_text: {"characters": 280},
  answer_text: {"characters": 10000},
  answer: {"any_of": ["answer_text", "amount"]},
  mood: {"whole": [1, 5]},
  weekday_or_never: {"whole": [0, 7]},
  boolean: {"boolean": true},
  position: {"number": [-9007199254740991, 9007199254740991]},
  amount: {"number": [0, 1000000000]},
  hour: {"whole": [0, 23]},
  weekday: {"whole": [1, 7]},
  weekdays: {"list_of": "weekday", "length": [1, 7]},
  nudge_cap: {"whole": [1, 20]},
  record_id: { pattern: RECORD_ID },
  fact_id: { pattern: FACT_ID },
  made_up_id: { pattern: MADE_UP_ID },
  stamp: { pattern: STAMP },
  origin: { pattern: ORIGIN },
  digits: { pattern: DIGITS },
  local_date: {"dates": ["1900-01-01", "2999-12-31"]},
  local_time: { pattern: LOCAL_TIME },
  zone: { pattern: ZONE },
  grace: {"one_of": ["gentle", "strict"]},
  direction: {"one_of": ["at_least", "at_most"]},
  entry_kind: {"one_of": ["done", "rest"]},
  promise_event_kind: {"one_of": ["kept", "moved", "let_go", "mended", "reopened"]},
  level: {"one_of": ["total", "streak", "live"]},
  times_a_week: {"members": {"kind": "=times", "per": "=week", "times": {"whole": [1, 7]}}},
  times_a_month: {"members": {"kind": "=times", "per": "=month", "times": {"whole": [1, 31]}}},
  on_days: {"members": {"kind": "=days", "weekdays": "weekdays"}},
  interval: {"members": {"kind": "=interval", "days": {"whole": [1, 3650]}}},
  anytime: {"members": {"kind": "=anytime"}},
  rule: {"any_of": ["times_a_week", "times_a_month", "on_days", "interval", "anytime"]},
  target: {"members": {"amount": "amount"}},
  plan: {"members": {"rule": "rule", "target": "target", "direction": "direction"}},
  pause: {"members": {"from": "local_date", "to": "local_date?"}},
  quiet_hours: {"members": {"from": "local_time", "to": "local_time"}},
  reminder: {"members": {"time": "local_time", "weekdays": "weekdays"}},
  minutes_before: {"members": {"minutes_before": {"whole": [0, 10080]}}},
  days_before: {"members": {"days_before": {"whole": [0, 30]}, "time": "local_time"}},
  promise_reminder: {"any_of": ["minutes_before", "days_before"]},
  choice: {"members": {"kind": {"one_of": ["habit", "promise"]}, "subject": "record_id", "level": "level?"}},
} as const satisfies Readonly<Record<string, Form>>;

/** Its name, with a question mark where null is one too. */
export type FormName = keyof typeof FORMS | `${keyof typeof FORMS}?`;
