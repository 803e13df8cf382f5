/** Saying what became of a promise, and what follows: a few words, and the way back. */
import type { Telling } from "../actions/tell-promise";
import { t } from "../i18n";
import type { PromiseEvent } from "../model/facts";
import { useKept } from "./kept";
import { failureWords } from "./words/failures";
import { promiseFailureWords } from "./words/promise-failures";

export type Told = Omit<Telling, "promise" | "on">;

/** The returned function gives null once it is on the disk, or the words of what stood in its way. */
export function useTelling(promise: string): (told: Told) => Promise<string | null> {
  const { actions, state } = useKept();
  const undo = async (event: PromiseEvent): Promise<void> => {
    const result = await actions.withdrawTelling(event);
    if (!result.ok) state.toasts.show({ kind: "fault", text: failureWords(result.failure) });
  };
  return async (told) => {
    const on = state.calendar.today.peek();
    const result = await actions.tellPromise({ ...told, promise, on });
    if (!result.ok) return promiseFailureWords(result.failure);
    void state.device.persist(); /* no await: the browser may ask the person, and it is said */
    state.toasts.show({
      kind: "calm",
      about: promise,
      text: t(`promise.said_${told.kind}`),
      action: { label: t("habit.undo"), run: () => void undo(result.value) },
    });
    return null;
  };
}
