/**
 * What a rule, plan, amount, date and pause may be: one answer everywhere (contract/cases/rules.json).
 * The server's side is tests/server/habits/test_rules_limits.py.
 */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseLocalDate } from "../core/dates";
import { checkPortableFile } from "../model/check-portable-file";
import { readFactMembers } from "../model/fact-members";
import { readHabit } from "../model/habit-record";
import type { Plan } from "../model/habits";
import { historyFromJson } from "../model/history-json";
import { readPauses } from "../model/pauses";
import type { Json } from "../model/registers";
import { toSchedule, mostOf, scheduleProblem, toPlan } from "./screens/habit-form/schedule";

type Group = "rules" | "plans" | "amounts" | "dates" | "pauses";

interface Case {
  readonly value: unknown;
  readonly is_allowed: boolean;
}

const contract = JSON.parse(
  readFileSync(new URL("../../../contract/cases/rules.json", import.meta.url), "utf8"),
) as Record<Group, readonly Case[]>;

const ON = "2026-05-01";
const STAMP = "0190b9f40000000000000000000000aa";
const ENTRY = {
  type: "entry",
  id: "00000000000000070",
  habit: "tea",
  on: ON,
  kind: "done",
  amount: 1,
};
const EVENT = {
  ...{ type: "promise_event", id: "00000000000000080", promise: "call", on: ON },
  ...{ kind: "moved", stamp: STAMP },
};
const DAILY = { rule: { kind: "anytime" }, target: { amount: 1 }, direction: "at_least" };

const withRule = (rule: unknown) => ({ ...DAILY, rule });
const withAmount = (amount: unknown) => ({ ...DAILY, target: { amount } });

const takesFile = (records: readonly unknown[], facts: readonly unknown[] = []): boolean =>
  isSound(checkPortableFile({ format: "kept", version: 1, records, facts }));

const isSound = (checked: ReturnType<typeof checkPortableFile>): boolean =>
  checked.ok && checked.value.leftOut.count === 0;

const takesField = (type: string, name: string, value: unknown): boolean =>
  value !== null && takesFile([{ type, id: "x", fields: { [name]: [value, STAMP] } }]);

const hasPlan = (value: unknown): boolean =>
  readHabit({ type: "habit", id: "tea", fields: { [`plan:${ON}`]: [value as Json, STAMP] } }).plans
    .length === 1;

const hasPause = (value: unknown): boolean =>
  readPauses({ "pause:p1": [value as Json, STAMP] }).length === 1;

const isHistory = (parts: object): boolean =>
  historyFromJson({ today: ON, plans: [], ...parts }).ok;
const isHistoryPlan = (plan: unknown): boolean =>
  isHistory({ plans: [typeof plan === "object" && plan !== null ? { from: ON, ...plan } : plan] });

/** What the form can hold, it can also save; a number that is none is stopped at its limits. */
function canBeWritten(rule: unknown): boolean {
  if (!hasPlan(withRule(rule))) {
    const { kind, days, times, per } = (rule ?? {}) as Record<string, unknown>;
    if (kind === "interval" && Number.isInteger(days)) return isWithin(days, "interval");
    const form = per === "week" ? "week" : "month";
    return kind === "times" && Number.isInteger(times) && per !== "year" && per !== undefined
      ? isWithin(times, form)
      : false;
  }
  const plan = { from: ON, ...withRule(rule) } as Plan;
  const schedule = toSchedule(plan);
  expect({ from: ON, ...toPlan(schedule) }).toEqual(plan);
  return scheduleProblem(schedule) === null;
}

function isWithin(number: unknown, kind: "interval" | "week" | "month"): boolean {
  const schedule = { ...toSchedule(undefined), kind };
  return Number(number) >= 1 && Number(number) <= mostOf(schedule);
}

const DECIDERS: Readonly<Record<Group, Readonly<Record<string, (value: unknown) => boolean>>>> = {
  rules: {
    file: (rule) => takesField("habit", `plan:${ON}`, withRule(rule)),
    registers: (rule) => hasPlan(withRule(rule)),
    history: (rule) => isHistoryPlan(withRule(rule)),
    form: canBeWritten,
  },
  plans: {
    file: (plan) => takesField("habit", `plan:${ON}`, plan),
    registers: hasPlan,
    history: isHistoryPlan,
  },
  amounts: {
    "file, entry": (amount) => takesFile([], [{ ...ENTRY, amount }]),
    "file, target": (amount) => takesField("habit", `plan:${ON}`, withAmount(amount)),
    registers: (amount) => hasPlan(withAmount(amount)),
    sync: (amount) => readFactMembers({ ...ENTRY, amount }) !== null,
    history: (amount) => isHistory({ entries: [{ on: ON, kind: "done", amount }] }),
  },
  dates: {
    app: (on) => typeof on === "string" && parseLocalDate(on) !== null,
    "file, entry": (on) => takesFile([], [{ ...ENTRY, on }]),
    "file, promise event": (on) => takesFile([], [{ ...EVENT, on }]),
    "file, moved": (on) => takesFile([], [{ ...EVENT, to_on: on }]),
    "file, plan": (on) => takesField("habit", `plan:${String(on)}`, DAILY),
    "file, pause": (on) => takesField("habit", "pause:p1", { from: on, to: null }),
    "file, end of a pause": (on) =>
      on !== null && takesField("preference", "pause:p1", { from: ON, to: on }),
    "file, due": (on) => takesField("promise", "due_on", on),
    "file, reflection": (on) => takesField("reflection", "on", on),
    "file, size": (on) => takesField("habit", "step_from", on),
    "file, offer": (on) => takesField("habit", "offer:smaller", on),
    registers: (on) => hasPause({ from: on, to: null }),
    sync: (on) => readFactMembers({ ...ENTRY, on }) !== null,
    history: (on) => isHistory({ entries: [{ on, kind: "rest" }] }),
  },
  pauses: {
    file: (pause) => takesField("habit", "pause:p1", pause),
    registers: hasPause,
    history: (pause) => isHistory({ pauses: [pause] }),
  },
};

for (const [group, deciders] of Object.entries(DECIDERS)) {
  describe(group, () => {
    for (const [name, decide] of Object.entries(deciders)) {
      it(`are decided alike: ${name}`, () => {
        for (const { value, is_allowed } of contract[group as Group]) {
          expect([value, decide(value)]).toEqual([value, is_allowed]);
        }
      });
    }
  });
}
