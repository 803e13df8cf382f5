/**
 * The JSON export of Beaver Habits, also one of its daily backups.
 *
 * Sources, in daya0576/beaverhabits: beaverhabits/storage/dict.py and storage.py.
 *
 * | field   | value                                                                          |
 * |---------|--------------------------------------------------------------------------------|
 * | habits  | [{name, id?, records, tags?, star?, status?, period?, weekly_goal? (older)}]    |
 * | records | [{day: YYYY-MM-DD, done, text?}]; done null or `skipped` is a day passed over  |
 * | status  | active, archive or soft_delete                                                 |
 * | period  | {period_type: D, W, M or Y, period_count, target_count}, null = daily          |
 * | order   | ids, as the person sorted them                                                 |
 */
import * as v from "valibot";
import { parseLocalDate } from "../core/dates";
import { placeOf, reasonOf, type DamageReason } from "../model/damage-reasons";
import { DEFAULT_HUE } from "../model/glyphs";
import { refuse } from "./damage";
import { toRule, type Frequency } from "./frequency";
import { keysByName } from "./identity";
import { toImported } from "./to-imported";
import type { ForeignDay, ForeignHabit, Imported, ImportMoment } from "./types";

const MOST_COUNT = 10_000;
const DAYS_OF_PERIOD = { D: 1, W: 7, M: 30, Y: 365 } as const;

const reason = (code: DamageReason): DamageReason => code;
const text = v.string(reason("no-text"));
const count = v.pipe(
  v.number(reason("no-number")),
  v.integer(reason("no-number")),
  v.minValue(1, reason("no-number")),
  v.maxValue(MOST_COUNT, reason("no-number")),
);
const day = v.looseObject({
  day: v.pipe(
    text,
    v.check((value) => parseLocalDate(value) !== null, reason("no-date")),
  ),
  done: v.optional(v.nullable(v.boolean(reason("unknown-value"))), false),
  skipped: v.nullish(v.boolean(reason("unknown-value")), false),
  text: v.nullish(text, ""),
});
const period = v.looseObject({
  period_type: v.picklist(["D", "W", "M", "Y"], reason("unknown-value")),
  period_count: count,
  target_count: count,
});
const habit = v.looseObject({
  name: text,
  id: v.nullish(text, ""),
  records: v.array(day, reason("wrong-kind")),
  tags: v.nullish(v.array(text, reason("wrong-kind")), []),
  status: v.nullish(text, "active"),
  period: v.nullish(period),
  weekly_goal: v.nullish(v.number(reason("no-number")), 0),
});
const file = v.looseObject({
  habits: v.array(habit, reason("wrong-kind")),
  order: v.nullish(v.array(text, reason("wrong-kind")), []),
});

type BeaverHabit = v.InferOutput<typeof habit>;
type BeaverDay = v.InferOutput<typeof day>;

export function readBeaver(parsed: unknown, moment: ImportMoment): Imported {
  const { success, output, issues } = v.safeParse(file, parsed, { abortEarly: true });
  if (!success) return refuse(placeOf(issues[0]), reasonOf(issues[0]));
  const keys = keysByName(output.habits.map(({ name }) => name));
  const keyed = output.habits.map((each, index) => ({ each, key: keys[index] ?? "" }));
  const rank = new Map(output.order.map((id, index) => [id, index]));
  const rankOf = ({ each }: (typeof keyed)[number]): number => rank.get(each.id) ?? rank.size;
  const kept = keyed.filter(({ each }) => each.status !== "soft_delete");
  const sorted = kept.toSorted((left, right) => rankOf(left) - rankOf(right));
  const imported = toImported(
    "beaver",
    sorted.map(({ each, key }) => toForeign(each, key)),
    moment,
  );
  const leftOut = keyed
    .filter(({ each }) => each.status === "soft_delete")
    .map(({ each }) => ({ type: "left-out" as const, habit: each.name }));
  return { ...imported, notes: [...imported.notes, ...leftOut] };
}

function toForeign(from: BeaverHabit, keyByName: string): ForeignHabit {
  const { rule, isExact } = toRule(frequencyOf(from));
  return {
    key: from.id ? `id|${from.id}` : keyByName,
    name: from.name,
    unit: "",
    hue: DEFAULT_HUE,
    isArchived: from.status === "archive",
    plan: { rule, target: { amount: 1 }, direction: "at_least" },
    days: from.records.map(toDay).filter((each) => each !== null),
    notes: [
      ...(isExact ? [] : (["frequency"] as const)),
      ...(from.tags.length === 0 ? [] : (["tags"] as const)),
    ],
  };
}

function frequencyOf(from: BeaverHabit): Frequency {
  const goal = from.weekly_goal;
  if (!from.period) return goal >= 1 ? { times: goal, days: 7 } : { times: 1, days: 1 };
  const { period_type, period_count, target_count } = from.period;
  return { times: target_count, days: DAYS_OF_PERIOD[period_type] * period_count };
}

function toDay(from: BeaverDay): ForeignDay | null {
  const { day: on } = from;
  const note = from.text;
  if (from.skipped || from.done === null) return { on, kind: "rest", amount: 0, note };
  if (from.done) return { on, kind: "done", amount: 1, note };
  return note.trim() === "" ? null : { on, kind: "done", amount: 0, note };
}
