/**
 * Merging what two devices know of one thing; server/ledger/merge.py is its twin.
 *
 * Each function is commutative, associative and idempotent, so that things may arrive in any order
 * and any number of times. contract/cases/merge.json holds the cases that both programs pass.
 */
import { canonicalJson, type Fields, type Json, type Register } from "./registers";

/**
 * The larger stamp wins. Equal stamps: what is encrypted under the account's data key (`keyId`), for it
 * was encrypted again, which is no edit; then the larger canonical JSON, so that all devices agree.
 */
export function laterRegister(left: Register, right: Register, keyId = ""): Register {
  if (left[1] !== right[1]) return left[1] > right[1] ? left : right;
  return isLeftLarger(left[0], right[0], keyId) ? left : right;
}

function isLeftLarger(left: Json, right: Json, keyId: string): boolean {
  const isUnder = isUnderKey(left, keyId);
  if (isUnder !== isUnderKey(right, keyId)) return isUnder;
  return canonicalJson(left) >= canonicalJson(right);
}

/** Whether this text, or one of the members of a fact, is encrypted under this key. */
function isUnderKey(value: Json, keyId: string): boolean {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return Object.values(value).some((member) => isTextUnder(member, keyId));
  }
  return isTextUnder(value, keyId);
}

const isTextUnder = (value: Json, keyId: string): boolean =>
  keyId !== "" && typeof value === "string" && value.startsWith(`v1.${keyId}.`);

/** A field that is present on one side only is kept. */
export function mergeFields(left: Fields, right: Fields, keyId = ""): Fields {
  const merged: Record<string, Register> = { ...left };
  for (const [name, register] of Object.entries(right)) {
    const present = merged[name];
    merged[name] = present === undefined ? register : laterRegister(present, register, keyId);
  }
  return merged;
}

/** A fact as it travels; without members while only its withdrawal is known. */
export type FactState = Readonly<Record<string, Json>>;

/**
 * Withdrawn wins. Members never change, but a note that was encrypted again: it stands. Should two ever
 * differ otherwise, the larger canonical JSON does.
 */
export function mergeFact(left: FactState, right: FactState, keyId = ""): FactState {
  const members = laterMembers(membersOf(left), membersOf(right), keyId);
  const isWithdrawn = left["withdrawn"] === true || right["withdrawn"] === true;
  return isWithdrawn ? { ...members, withdrawn: true } : members;
}

function laterMembers(left: FactState, right: FactState, keyId: string): FactState {
  if (Object.keys(left).length === 0) return right;
  if (Object.keys(right).length === 0) return left;
  return isLeftLarger(left, right, keyId) ? left : right;
}

const membersOf = (fact: FactState): FactState =>
  Object.fromEntries(Object.entries(fact).filter(([name]) => name !== "withdrawn"));
