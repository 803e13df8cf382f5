/** The way out of a page that nobody else should see: one tap, or Shift three times. */
import { useLayoutEffect, useState } from "preact/hooks";
import { t } from "../../../i18n";
import { useApp } from "../../app";
import { leave } from "../../leave";
import { Icon } from "../icon/icon";
import "./style.css";

const PRESSES = 3;
const WITHIN_MS = 5_000;

export function Exit() {
  const { dropKeys, state } = useApp();
  const go = (): void => {
    leave(() => {
      state.lock.isLocked.value = state.lock.guard.peek()?.lock != null;
      dropKeys();
    });
  };
  const pressed = usePresses(go);
  return (
    <div class="exit-place">
      <button type="button" class="exit" onClick={go}>
        <span class="visually-hidden">{t("exit.emergency")}</span>
        <Icon name="x" />
        {t("exit.leave")}
      </button>
      <p class="visually-hidden" role="status">
        {pressed === 0 ? "" : t("exit.presses", { count: PRESSES - pressed })}
      </p>
    </div>
  );
}

/** How often Shift alone was pressed lately; the last press runs `onLast`. */
function usePresses(onLast: () => void): number {
  const [count, setCount] = useState(0);
  // In the very commit that shows the button: an effect would listen only after the next frame.
  useLayoutEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let presses = 0;
    const set = (next: number): void => {
      presses = next;
      setCount(next);
      clearTimeout(timer);
      timer = next === 0 ? undefined : setTimeout(set, WITHIN_MS, 0);
    };
    const onKeyUp = ({ key }: KeyboardEvent): void => {
      if (key !== "Shift") set(0);
      else if (presses + 1 === PRESSES) onLast();
      else set(presses + 1);
    };
    addEventListener("keyup", onKeyUp);
    return () => {
      clearTimeout(timer);
      removeEventListener("keyup", onKeyUp);
    };
    // What it runs stays the same for the life of the page.
  }, []);
  return count;
}
