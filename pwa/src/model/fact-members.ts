/** What each type of fact must hold (contract/things.toml), checked where facts come in from outside. */
import { FACT_FORMS, FACT_WORDS, OPTIONAL_MEMBERS } from "../contract/things";
import { hasForm, isObject } from "../core/forms";
import type { DamageReason } from "./damage-reasons";
import type { Fact } from "./facts";
import { formReason } from "./form-reasons";

export interface MemberProblem {
  /** "" where it is the fact as a whole. */
  readonly member: string;
  readonly reason: DamageReason;
}

/** Why this is no fact as it's stored, with its words and without unknown members; null when it is one. */
export function findFactProblem(value: unknown): MemberProblem | null {
  if (!isObject(value)) return { member: "", reason: "wrong-kind" };
  const members = typeof value["type"] === "string" ? formsOf(value["type"]) : undefined;
  if (members === undefined) {
    return { member: "type", reason: formReason("entry_kind", value["type"]) };
  }
  const names = Object.keys(members);
  return findFirstProblem(value, names) ?? findStrangeMember(value, names);
}

/** The members of a fact apart from its words and its withdrawal, or null when it is none that we know. */
export function readFactMembers(value: unknown): Fact | null {
  if (!isObject(value) || typeof value["type"] !== "string") return null;
  const members = formsOf(value["type"]);
  if (members === undefined) return null;
  const names = Object.keys(members).filter((name) => name !== FACT_WORDS);
  if (findFirstProblem(value, names) !== null) return null;
  const read = ["type", "id", ...names].flatMap((name) =>
    name in value ? [[name, value[name]] as const] : [],
  );
  return Object.fromEntries(read) as unknown as Fact;
}

const formsOf = (type: string) => (Object.hasOwn(FACT_FORMS, type) ? FACT_FORMS[type] : undefined);

function findFirstProblem(
  fact: Readonly<Record<string, unknown>>,
  names: readonly string[],
): MemberProblem | null {
  if (!hasForm("fact_id", fact["id"]))
    return { member: "id", reason: formReason("fact_id", fact["id"]) };
  const type = fact["type"] as string;
  for (const member of names) {
    const form = FACT_FORMS[type]?.[member];
    const value = fact[member];
    const isAbsent = value === undefined && OPTIONAL_MEMBERS[type]?.includes(member) === true;
    if (form === undefined || isAbsent || hasForm(form, value)) continue;
    return { member, reason: formReason(form, value) };
  }
  return null;
}

function findStrangeMember(
  fact: Readonly<Record<string, unknown>>,
  names: readonly string[],
): MemberProblem | null {
  const known = ["type", "id", "withdrawn", ...names];
  const member = Object.keys(fact).find((name) => !known.includes(name));
  if (member !== undefined) return { member, reason: "unknown-value" };
  const isRight = fact["withdrawn"] === undefined || fact["withdrawn"] === true;
  return isRight ? null : { member: "withdrawn", reason: "unknown-value" };
}
