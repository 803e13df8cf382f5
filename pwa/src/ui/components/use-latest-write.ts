/** Saves what is typed, as it is typed: one write at a time, and of what was typed meanwhile only the latest next. */
import { useRef } from "preact/hooks";
import type { Result } from "../../core/result";
import { t } from "../../i18n";
import { useApp } from "../app";
import { failureWords } from "../words/failures";

export interface LatestWrite<Value> {
  (next: Value): void;
  /** Wait for the write that is under way, and begin no other. */
  readonly stop: () => Promise<void>;
}

type Failure = Parameters<typeof failureWords>[0];

export function useLatestWrite<Value>(
  save: (value: Value) => Promise<Result<unknown, Failure>>,
): LatestWrite<Value> {
  const { toasts } = useApp().state;
  const waiting = useRef<{ readonly value: Value } | null>(null);
  const writing = useRef<Promise<void> | null>(null);

  const drain = async (): Promise<void> => {
    try {
      for (let next = waiting.current; next !== null; next = waiting.current) {
        waiting.current = null;
        const result = await save(next.value);
        if (!result.ok) toasts.show({ kind: "fault", text: failureWords(result.failure) });
      }
    } catch {
      // The code that saves did not load; what is typed next tries again.
      toasts.show({ kind: "fault", text: t("form.draft_unsaved") });
    } finally {
      writing.current = null;
    }
  };

  const write = (value: Value): void => {
    waiting.current = { value };
    writing.current ??= drain();
  };
  return Object.assign(write, {
    stop: async () => {
      waiting.current = null;
      await writing.current;
    },
  });
}
