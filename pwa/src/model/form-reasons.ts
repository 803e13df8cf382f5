/** Why a value of a file cannot be read, told from the form it should have. */
import { FORMS, type FormName } from "../contract/forms";
import type { DamageReason } from "./damage-reasons";

/** `otherwise` is said of what has the right type. */
export function formReason(
  form: FormName,
  value: unknown,
  otherwise: DamageReason = "unknown-value",
): DamageReason {
  if (value === undefined) return "missing";
  const described = FORMS[form.replace("?", "") as keyof typeof FORMS];
  if ("whole" in described || "number" in described) {
    const [, most] = "whole" in described ? described.whole : described.number;
    if (typeof value !== "number") return "no-number";
    return value > most ? "too-large" : otherwise;
  }
  if ("members" in described || "any_of" in described || "boolean" in described) return otherwise;
  if (typeof value !== "string") return "no-text";
  if ("dates" in described) return "no-date";
  return "characters" in described ? "too-large" : otherwise;
}
