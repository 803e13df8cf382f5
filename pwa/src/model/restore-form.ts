/** What a form held when it was left, which an older version of the app may have written. */

/** Every member of `first` that `found` has in the same type is taken from there; all else stays as it is. */
export function restoreForm<Form extends object>(first: Form, found: unknown): Form {
  if (!isObject(found)) return first;
  const restored = Object.entries(first).map(([name, value]) => [
    name,
    name in found ? restore(value, found[name]) : (value as unknown),
  ]);
  return Object.fromEntries(restored) as Form;
}

function restore(first: unknown, found: unknown): unknown {
  if (isObject(first)) return restoreForm(first, found);
  // Null stands for a text or a number that is not given.
  if (first === null || found === null) return isObject(found) ? first : found;
  return typeof first === typeof found && Array.isArray(first) === Array.isArray(found)
    ? found
    : first;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
