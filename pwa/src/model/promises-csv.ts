/**
 * The promises as a table for spreadsheets: a line each, as they stand today.
 *
 * | column    | value                                                                 |
 * |-----------|-----------------------------------------------------------------------|
 * | promise   | what was said                                                         |
 * | to_whom   | to whom, or nothing                                                   |
 * | due       | YYYY-MM-DD, the first or the newest agreed day                        |
 * | time      | HH:MM of that day, or nothing                                         |
 * | time_zone | IANA zone in which the time is meant, or nothing                      |
 * | outcome   | open, kept, mended or let_go                                          |
 * | settled   | YYYY-MM-DD, when it was kept, mended or let go                        |
 * | in_time   | yes or no of what was kept, else nothing                              |
 * | moves     | how often it was moved                                                |
 * | notes     | all words on what happened, oldest first                              |
 *
 * A text that a spreadsheet would take for a number, a date or a formula begins with an apostrophe.
 * Deleted ones are left out; the JSON file holds all of it.
 */
import { textCell, writeCsv } from "./csv";
import { groupFacts, isPromiseEvent, type Fact } from "./facts";
import { readPromise } from "./promise-record";
import { byDue, standingOf, type StandingPromise } from "./promises";
import type { StoredRecord } from "./registers";

const COLUMNS = [
  ...["promise", "to_whom", "due", "time", "time_zone"],
  ...["outcome", "settled", "in_time", "moves", "notes"],
];

export function writePromisesCsv(records: readonly StoredRecord[], facts: readonly Fact[]): string {
  const events = groupFacts(facts.filter(isPromiseEvent), (event) => event.promise);
  const promises = records
    .filter(({ type }) => type === "promise")
    .map(readPromise)
    .filter(({ isDeleted }) => !isDeleted)
    .map((promise) => ({
      ...promise,
      standing: standingOf(promise, events.get(promise.id) ?? []),
    }));
  return writeCsv([COLUMNS, ...promises.toSorted(byDue).map(toCells)]);
}

function toCells({ text, toWhom, standing }: StandingPromise): readonly string[] {
  const { due, outcome, settledOn, isOnTime, history } = standing;
  return [
    ...[
      textCell(text),
      textCell(toWhom),
      due?.on ?? "",
      due?.time ?? "",
      due?.zone ?? "",
      outcome,
      settledOn ?? "",
    ],
    outcome === "kept" ? (isOnTime ? "yes" : "no") : "",
    String(history.filter(({ kind }) => kind === "moved").length),
    textCell(history.flatMap(({ note }) => note ?? []).join("\n")),
  ];
}
