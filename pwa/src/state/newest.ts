/** The newest day on which anything was logged. */
import { computed, type ReadonlySignal } from "@preact/signals";
import type { LocalDate } from "../core/dates";
import type { Journal } from "./journal";
import { keyed } from "./keyed";

/** "" where nothing was; of the habits that are neither deleted nor archived. */
export function createNewest(journal: Journal): ReadonlySignal<LocalDate> {
  const newestOf = keyed((id) => latest(journal.pastOf(id).value.facts.map(({ on }) => on)));
  return computed(() => latest(journal.habits.value.map(({ id }) => newestOf(id).value)));
}

const latest = (dates: readonly LocalDate[]): LocalDate =>
  dates.reduce((newest, on) => (on > newest ? on : newest), "");
