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
import { refuse, refuseForeign } from "./damage";
import { toRule, type Frequency } from "./frequency";
import { keysByName } from "./identity";
import { createSieve, type Sieve } from "./left-out";
import { appOfJson } from "./recognise";
import { toImported } from "./to-imported";
import type { ForeignDay, ForeignHabit, Imported, ImportMoment } from "./types";

const MAX_COUNT = 10_000;
const DAYS_OF_PERIOD = { D: 1, W: 7, M: 30, Y: 365 } as const;

const reason = (code: DamageReason): DamageReason => code;
const text = v.string(reason("no-text"));
const count = v.pipe(
  v.number(reason("no-number")),
  v.integer(reason("no-number")),
  v.minValue(1, reason("no-number")),
  v.maxValue(MAX_COUNT, reason("no-number")),
);
const day = v.object({
  day: v.pipe(
    text,
    v.check((value) => parseLocalDate(value) !== null, reason("no-date")),
  ),
  done: v.optional(v.nullable(v.boolean(reason("unknown-value"))), false),
  skipped: v.nullish(v.boolean(reason("unknown-value")), false),
  text: v.optional(v.unknown()),
});
const note = v.nullish(text, "");
const period = v.looseObject({
  period_type: v.picklist(["D", "W", "M", "Y"], reason("unknown-value")),
  period_count: count,
  target_count: count,
});
const habit = v.looseObject({ name: text, records: v.array(v.unknown(), reason("wrong-kind")) });
/** What a habit can be read without. */
const MEMBERS = {
  id: v.nullish(text, ""),
  tags: v.nullish(v.array(text, reason("wrong-kind")), []),
  status: v.nullish(text, "active"),
  period: v.nullish(period),
  weekly_goal: v.nullish(v.number(reason("no-number")), 0),
};
const order = v.nullish(v.array(text, reason("wrong-kind")), []);

type Member = keyof typeof MEMBERS;
type BeaverDay = Omit<v.InferOutput<typeof day>, "text"> & { readonly text: string };
type BeaverHabit = v.InferOutput<typeof habit> & {
  readonly [name in Member]: v.InferOutput<(typeof MEMBERS)[name]>;
} & { readonly days: readonly BeaverDay[] };

export function readBeaver(parsed: unknown, moment: ImportMoment): Imported {
  const file = (parsed ?? {}) as Readonly<Record<string, unknown>>;
  const habits = habitsOf(parsed, file);
  const sieve = createSieve();
  const keys = keysByName(habits.map(nameOf));
  const keyed = habits.flatMap((value, index) => {
    const each = readHabit(value, `habits[${index}]`, sieve);
    return each === null ? [] : [{ each, key: keys[index] ?? "" }];
  });
  const sorted = readMember(order, file["order"], "order", sieve) ?? [];
  const rank = new Map(sorted.map((id, index) => [id, index]));
  const rankOf = ({ each }: (typeof keyed)[number]): number => rank.get(each.id) ?? rank.size;
  const isGone = ({ each }: (typeof keyed)[number]): boolean => each.status === "soft_delete";
  const present = keyed
    .filter((one) => !isGone(one))
    .toSorted((left, right) => rankOf(left) - rankOf(right))
    .map(({ each, key }) => toForeign(each, key));
  const imported = toImported("beaver", present, moment, sieve);
  const gone = keyed
    .filter(isGone)
    .map(({ each }) => ({ type: "left-out" as const, habit: each.name }));
  return { ...imported, notes: [...imported.notes, ...gone] };
}

/** Many apps call their list `habits`: this one's have records, by day. */
function habitsOf(
  parsed: unknown,
  { habits }: Readonly<Record<string, unknown>>,
): readonly unknown[] {
  const app = appOfJson(parsed);
  const isBeaver = Array.isArray(habits) && habits.some((each) => v.is(habit, each));
  return app === null && isBeaver ? (habits as readonly unknown[]) : refuseForeign(app);
}

const nameOf = (value: unknown): string => {
  const { name } = (value ?? {}) as { readonly name?: unknown };
  return typeof name === "string" ? name : "";
};

function readHabit(value: unknown, place: string, sieve: Sieve): BeaverHabit | null {
  const read = readMember(habit, value, place, sieve);
  if (read === null) return null;
  const member = <Value>(name: Member, schema: v.GenericSchema<unknown, Value>) =>
    readMember(schema, read[name], `${place}.${name}`, sieve);
  return {
    ...read,
    id: member("id", MEMBERS.id) ?? "",
    tags: member("tags", MEMBERS.tags) ?? [],
    status: member("status", MEMBERS.status) ?? "active",
    period: member("period", MEMBERS.period),
    weekly_goal: member("weekly_goal", MEMBERS.weekly_goal) ?? 0,
    days: read.records
      .map((each, index) => readDay(each, `${place}.records[${index}]`, sieve))
      .filter((each) => each !== null),
  };
}

/** The day counts, whatever became of what was said about it. */
function readDay(value: unknown, place: string, sieve: Sieve): BeaverDay | null {
  const read = readMember(day, value, place, sieve);
  if (read === null) return null;
  return { ...read, text: readMember(note, read.text, `${place}.text`, sieve) ?? "" };
}

function readMember<Value>(
  schema: v.GenericSchema<unknown, Value>,
  value: unknown,
  place: string,
  sieve: Sieve,
): Value | null {
  return sieve.read(() => {
    const { success, output, issues } = v.safeParse(schema, value, { abortEarly: true });
    if (success) return output;
    const inner = placeOf(issues[0]);
    return refuse(inner === "" ? place : `${place}.${inner}`, reasonOf(issues[0]));
  });
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
    days: from.days.map(toDay).filter((each) => each !== null),
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
