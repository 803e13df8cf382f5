/** Saying what became of a promise, and what follows: a few words, and the way back. */
import { type Telling, tellPromise, withdrawTelling } from "../actions/tell-promise";
import { t } from "../i18n";
import type { PromiseEvent } from "../model/facts";
import { useApp } from "./app";
import { promiseFailureWords } from "./words/promise-failures";
import { storageFailureWords } from "./words/storage-failures";

export type Told = Omit<Telling, "promise" | "on">;

/** The returned function gives null once it is on the disk, or the words of what stood in its way. */
export function useTelling(promise: string): (told: Told) => Promise<string | null> {
  const { context, state } = useApp();
  const undo = async (event: PromiseEvent): Promise<void> => {
    const result = await withdrawTelling(context, event);
    if (!result.ok) state.toasts.show({ kind: "fault", text: storageFailureWords(result.failure) });
  };
  return async (told) => {
    const on = state.calendar.today.peek();
    const result = await tellPromise(context, { ...told, promise, on });
    if (!result.ok) return promiseFailureWords(result.failure);
    void state.device.persist(); /* no await: the browser may ask the person, and it is said */
    state.toasts.show({
      kind: "calm",
      about: promise,
      text: t(`due.said_${told.kind}`),
      action: { label: t("app.undo"), run: () => void undo(result.value) },
    });
    return null;
  };
}
