/** Paced breathing: a circle that widens and rests; where motion is unwelcome, words and a count alone. */
import { t } from "../../../i18n";
import { formatNumber } from "../../../i18n/format";
import { breathAt, breathingSeconds, type Breathing as Pace } from "../../../model/breathing";
import { buttonOf } from "./timer";
import { useTicker } from "./use-ticker";

export function Breathing({ breathing }: { readonly breathing: Pace }) {
  const ticker = useTicker(breathingSeconds(breathing));
  const { elapsedSeconds } = ticker;
  const isBegun = ticker.isRunning || elapsedSeconds > 0;
  const breath = isBegun ? breathAt(elapsedSeconds, breathing) : null;
  const isOver = isBegun && breath === null;
  const phase = breath?.phase ?? "rest";
  const phaseSeconds = breath?.phase === "in" ? breathing.inSeconds : breathing.outSeconds;
  return (
    <div class="breathing">
      <div class="breath" data-phase={phase}>
        <span
          class="breath-air"
          style={{ transitionDuration: ticker.isRunning ? `${phaseSeconds}s` : "600ms" }}
        />
        <p class="breath-words serif" role="status">
          {wordsOf(phase, isOver)}
        </p>
        <p class="breath-count numbers" aria-hidden="true">
          {breath !== null && formatNumber(breath.left)}
        </p>
      </div>
      <Rounds round={isOver ? breathing.rounds + 1 : (breath?.round ?? 0)} of={breathing.rounds} />
      <button type="button" class="button" onClick={ticker.toggle}>
        {t(buttonOf(ticker, isOver))}
      </button>
    </div>
  );
}

function wordsOf(phase: "in" | "out" | "rest", isOver: boolean): string {
  if (isOver) return t("moment.breathe_over");
  switch (phase) {
    case "in":
      return t("moment.breathe_in");
    case "out":
      return t("moment.breathe_out");
    case "rest":
      return t("moment.breathe_ready");
  }
}

/** One dot a breath. */
function Rounds({ round, of }: { readonly round: number; readonly of: number }) {
  const label = t("moment.breathe_round", { at: Math.min(Math.max(round, 1), of), count: of });
  return (
    <span class="guide-marks" role="img" aria-label={label}>
      {Array.from({ length: of }, (_, at) => (
        <i key={at} class={at < round ? "passed" : undefined} />
      ))}
    </span>
  );
}
