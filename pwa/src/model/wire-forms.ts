/** Checks at the edge of values whose form contract/forms.toml says. */
import * as v from "valibot";
import { MADE_UP_ID, RECORD_ID } from "../contract/forms";
import { parseLocalDate } from "../core/dates";

/** Of a record, or of whatever else has an id: the longest form that there is. */
export const recordId = v.pipe(v.string(), v.regex(RECORD_ID));

export const accountId = v.pipe(v.string(), v.regex(MADE_UP_ID));

export const localDate = v.pipe(
  v.string(),
  v.check((text) => parseLocalDate(text) !== null),
);
