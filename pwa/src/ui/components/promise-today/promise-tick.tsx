/** The circle of a promise: a tap says that it is kept, the next one takes that back. */
import { useRef } from "preact/hooks";
import { withdrawTelling } from "../../../actions/tell-promise";
import { t } from "../../../i18n";
import type { StandingPromise } from "../../../model/promises";
import { useApp } from "../../app";
import { useTelling } from "../../use-telling";
import { storageFailureWords } from "../../words/storage-failures";
import { Icon } from "../icon/icon";
import "../tick/style.css";

export function PromiseTick({ promise }: { readonly promise: StandingPromise }) {
  const tap = useTap(promise);
  const isKept = promise.standing.outcome === "kept";
  return (
    <button
      type="button"
      class={`tick ${isKept ? "done" : "open"}`}
      data-hue="clay"
      aria-pressed={isKept}
      onClick={() => void tap()}
    >
      <span class="tick-face" aria-hidden="true">
        {isKept && <Icon name="check" />}
      </span>
      <span class="visually-hidden">
        {t("tick.label", {
          name: promise.text,
          state: t(isKept ? "tick.done" : "tick.open"),
        })}
      </span>
    </button>
  );
}

function useTap(promise: StandingPromise): () => Promise<void> {
  const { context, state } = useApp();
  const tell = useTelling(promise.id);
  const isBusy = useRef(false);
  const keep = async (): Promise<string | null> => {
    if ("vibrate" in navigator) navigator.vibrate(10);
    return tell({ kind: "kept" });
  };
  const takeBack = async (): Promise<string | null> => {
    const last = promise.standing.history.at(-1);
    if (last === undefined) return null;
    state.toasts.end(promise.id);
    const result = await withdrawTelling(context, last);
    return result.ok ? null : storageFailureWords(result.failure);
  };
  return async () => {
    if (isBusy.current) return;
    isBusy.current = true;
    const failure = await (promise.standing.outcome === "kept" ? takeBack() : keep());
    if (failure !== null) state.toasts.show({ kind: "fault", text: failure });
    isBusy.current = false;
  };
}
