/** All scenarios of the sync, by the promise that each one keeps. */
import { FAULTS } from "./faults";
import { CLOCKS, HISTORIES, LOCKED } from "./history";
import { KEYS } from "./keys";
import { PROMISES } from "./promises";
import { TICKS } from "./ticks";
import type { Scenarios } from "./world";

export const GROUPS: Readonly<Record<string, Scenarios>> = {
  "between devices": TICKS,
  "of a promise": PROMISES,
  "when something fails": FAULTS,
  "when a clock is wrong": CLOCKS,
  "when the server's history is another one": HISTORIES,
  "when words are locked": LOCKED,
  "when the data key changes": KEYS,
};

export const SCENARIOS: Scenarios = Object.assign({}, ...Object.values(GROUPS)) as Scenarios;
