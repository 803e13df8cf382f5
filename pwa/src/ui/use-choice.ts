/** What a person has just chosen stays chosen on the screen while it's being saved, whatever is drawn meanwhile. */
import { useState } from "preact/hooks";

/**
 * `onChange` may return a promise: until it settles, the choice is shown in place of `value`. If it couldn't be
 * saved, `value` is shown again.
 */
export function useChoice<Value>(
  value: Value,
  onChange: (value: Value) => unknown,
): readonly [Value, (chosen: Value) => void] {
  const [saving, setSaving] = useState<{ readonly chosen: Value } | null>(null);
  const choose = (chosen: Value): void => {
    const saved = onChange(chosen);
    if (!(saved instanceof Promise)) return;
    const own = { chosen };
    setSaving(own);
    const end = (): void => {
      setSaving((latest) => (latest === own ? null : latest));
    };
    saved.then(end, end);
  };
  return [saving === null ? value : saving.chosen, choose];
}
