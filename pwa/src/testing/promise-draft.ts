/** The promise that most tests begin with. */
import type { PromiseDraft } from "../actions/save-promise";

export const PROMISE_DRAFT: PromiseDraft = {
  text: "bring the bicycle to be mended 🚲",
  toWhom: "סבתא",
  dueOn: "2026-11-27",
  dueTime: "18:30",
  timeZone: "Europe/Berlin",
  reminders: [{ minutes_before: 60 }, { days_before: 1, time: "19:00" }],
};
