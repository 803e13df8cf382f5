/** Whether a value has one of the forms of contract/forms.toml. The server asks the same (server/ledger/forms.py). */
import type { Form } from "../contract/form";
import { FORMS, type FormName } from "../contract/forms";
import { MAX_UNITS_PER_CHARACTER } from "../contract/limits";
import { parseLocalDate } from "./dates";

export type Check = (value: unknown) => boolean;

const checks = new Map<string, Check>();

export const hasForm = (form: FormName, value: unknown): boolean => checkByName(form)(value);

/** Made when first asked for: a start of the app needs few of them. */
function checkByName(name: string): Check {
  let check = checks.get(name);
  if (check === undefined) checks.set(name, (check = makeByName(name)));
  return check;
}

function makeByName(name: string): Check {
  if (name.startsWith("=")) return oneOf([name.slice(1)]);
  if (name.endsWith("?")) {
    const check = checkByName(name.slice(0, -1));
    return (value) => value === null || check(value);
  }
  return makeCheck(FORMS[name as keyof typeof FORMS]);
}

function makeCheck(form: Form): Check {
  if (typeof form === "string") return checkByName(form);
  if ("pattern" in form) return (value) => typeof value === "string" && form.pattern.test(value);
  if ("dates" in form)
    return (value) => typeof value === "string" && parseLocalDate(value) !== null;
  if ("whole" in form) return (value) => Number.isInteger(value) && isWithin(value, form.whole);
  if ("number" in form) return (value) => isWithin(value, form.number);
  if ("boolean" in form) return (value) => typeof value === "boolean";
  if ("characters" in form) return hasCharacters(form.characters);
  if ("one_of" in form) return oneOf(form.one_of);
  if ("list_of" in form) return isListOf(makeCheck(form.list_of), form.length);
  return "members" in form ? hasMembers(form.members) : anyOf(form.any_of.map(makeCheck));
}

type Limits = readonly [least: number, most: number];

const isWithin = (value: unknown, [least, most]: Limits): boolean =>
  typeof value === "number" && value >= least && value <= most;

const oneOf =
  (words: readonly string[]): Check =>
  (value) =>
    typeof value === "string" && words.includes(value);

/** Counted as an upper limit: what was typed here has been counted character by character. */
const hasCharacters =
  (most: number): Check =>
  (value) =>
    typeof value === "string" && value.length <= most * MAX_UNITS_PER_CHARACTER;

const isListOf =
  (check: Check, length: Limits): Check =>
  (value) =>
    Array.isArray(value) && isWithin(value.length, length) && value.every(check);

function hasMembers(forms: Readonly<Record<string, Form>>): Check {
  const members = Object.entries(forms).map(([name, form]) => [name, makeCheck(form)] as const);
  return (value) =>
    isObject(value) &&
    Object.keys(value).length === members.length &&
    members.every(([name, check]) => Object.hasOwn(value, name) && check(value[name]));
}

const anyOf =
  (either: readonly Check[]): Check =>
  (value) =>
    either.some((check) => check(value));

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
