/** A quiet clock: a ring that empties, and the time in words. */
import { t, type MessageKey } from "../../../i18n";
import { formatDuration } from "../../../i18n/format";
import { useTicker, type Ticker } from "./use-ticker";

const RADIUS = 88;
const AROUND = 2 * Math.PI * RADIUS;

export function Timer({ seconds }: { readonly seconds: number }) {
  const ticker = useTicker(seconds);
  const left = seconds - ticker.elapsedSeconds;
  const isOver = left <= 0;
  return (
    <div class="timer">
      <svg viewBox="0 0 200 200" aria-hidden="true">
        <circle class="timer-path" cx="100" cy="100" r={RADIUS} />
        <circle
          class="timer-left"
          cx="100"
          cy="100"
          r={RADIUS}
          stroke-dasharray={AROUND}
          stroke-dashoffset={AROUND * (1 - left / seconds)}
        />
      </svg>
      <p class="timer-words numbers serif" role="timer">
        {formatDuration(Math.ceil(left))}
      </p>
      <button type="button" class="button" onClick={ticker.toggle}>
        {t(buttonOf(ticker, isOver))}
      </button>
      <p class="timer-over quiet" role="status">
        {isOver && t("moment.timer_over")}
      </p>
    </div>
  );
}

export function buttonOf({ elapsedSeconds, isRunning }: Ticker, isOver: boolean): MessageKey {
  if (isRunning) return "moment.timer_pause";
  return elapsedSeconds === 0 || isOver ? "moment.timer_start" : "moment.timer_go_on";
}
