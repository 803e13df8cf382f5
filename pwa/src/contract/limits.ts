// Made from contract/limits.toml by `make contract`: change it there.
export const FIRST_DATE = "1900-01-01";
export const LAST_DATE = "2999-12-31";
export const MAX_AMOUNT = 1_000_000_000;
export const MAX_SAFE_INTEGER = 9_007_199_254_740_991;
export const MAX_TIMES_A_WEEK = 7;
export const MAX_TIMES_A_MONTH = 31;
export const MAX_INTERVAL_DAYS = 3_650;
export const MAX_MINUTES_BEFORE = 10_080;
export const MAX_DAYS_BEFORE = 30;
export const MAX_NUDGES_A_DAY = 20;
export const MAX_LINE_BYTES = 5_120;
export const MAX_TEXT_BYTES = 131_072;
export const MAX_CHANGES = 1_000;
export const MAX_RECORDS = 1_000;
export const MAX_SYNC_BYTES = 262_144;
export const MAX_SECONDS_AGO = 31_622_400;
export const MAX_KDF_ROUNDS = 10_000_000;
