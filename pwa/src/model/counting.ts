/** Which edits can change what is counted: a reminder's new time is no reason to count ten years again. */
import type { StoredRecord } from "./registers";

const UNCOUNTED =
  /^(reminder:.*|time_zone|quiet_hours|nudge_cap|nudge_names|badge|check_in_daily|check_in_weekly|name|cue|glyph|hue)$/;

export const changesCounting = ({ fields }: StoredRecord): boolean =>
  Object.keys(fields).some((name) => !UNCOUNTED.test(name));
