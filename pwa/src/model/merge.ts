/**
 * Merging what two devices know of one thing; server/ledger/merge.py is its twin.
 *
 * Each function is commutative, associative and idempotent, so that things may arrive in any order
 * and any number of times. contract/cases/merge.json holds the cases that both programs pass.
 */
import { canonicalJson, type Fields, type Json, type Register } from "./registers";

/** The larger stamp wins; equal stamps: the larger canonical JSON, so that all devices agree. */
export function laterRegister(left: Register, right: Register): Register {
  if (left[1] !== right[1]) return left[1] > right[1] ? left : right;
  return canonicalJson(left[0]) >= canonicalJson(right[0]) ? left : right;
}

/** A field that is present on one side only is kept. */
export function mergeFields(left: Fields, right: Fields): Fields {
  const merged: Record<string, Register> = { ...left };
  for (const [name, register] of Object.entries(right)) {
    const present = merged[name];
    merged[name] = present === undefined ? register : laterRegister(present, register);
  }
  return merged;
}

/** A fact as it travels; without members while only its withdrawal is known. */
export type FactState = Readonly<Record<string, Json>>;

/** Withdrawn wins. Members never change; should two ever differ, the larger canonical JSON stands. */
export function mergeFact(left: FactState, right: FactState): FactState {
  const members = laterMembers(membersOf(left), membersOf(right));
  const isWithdrawn = left["withdrawn"] === true || right["withdrawn"] === true;
  return isWithdrawn ? { ...members, withdrawn: true } : members;
}

function laterMembers(left: FactState, right: FactState): FactState {
  if (Object.keys(left).length === 0) return right;
  if (Object.keys(right).length === 0) return left;
  return canonicalJson(left) >= canonicalJson(right) ? left : right;
}

const membersOf = (fact: FactState): FactState =>
  Object.fromEntries(Object.entries(fact).filter(([name]) => name !== "withdrawn"));
