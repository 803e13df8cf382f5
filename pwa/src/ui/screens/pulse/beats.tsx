/** Five small lines above each other, and under them, month for month, the days on which habits were kept. */
import { daysBetween } from "../../../core/dates";
import { t } from "../../../i18n";
import { formatDate, formatNumber } from "../../../i18n/format";
import type { Habit } from "../../../model/habit-record";
import { PULSE, type MomentStep } from "../../../model/moments";
import type { Beat } from "../../../model/pulse";
import { HIGHEST, LOWEST } from "../../../model/reflections";
import { askOf } from "../../words/moments";

export interface KeptLine {
  readonly habit: Habit;
  /** On how many days before each beat. */
  readonly days: readonly number[];
}

interface Props {
  readonly beats: readonly Beat[];
  readonly kept: readonly KeptLine[];
}

const WIDTH = 320;
const HEIGHT = 44;
const EDGE = 10;
const MAX_DAYS = 31;

export function Beats({ beats, kept }: Props) {
  const places = placesOf(beats);
  return (
    <figure class="card beats">
      {PULSE.steps.map((step, at) => (
        <StatementLine key={step.id} step={step} at={at} beats={beats} places={places} />
      ))}
      {kept.length > 0 && <p class="quiet small beats-kept">{t("pulse.kept")}</p>}
      {kept.map((line) => (
        <HabitLine key={line.habit.id} line={line} places={places} />
      ))}
      <figcaption class="beats-days numbers quiet">
        <span>{formatDate(beats[0]?.on ?? "", "medium")}</span>
        {beats.length > 1 && <span>{formatDate(beats.at(-1)?.on ?? "", "medium")}</span>}
      </figcaption>
    </figure>
  );
}

/** Where each beat lies from left to right, by its day; one alone stands in the middle. */
function placesOf(beats: readonly Beat[]): readonly number[] {
  const [first, last] = [beats[0]?.on ?? "", beats.at(-1)?.on ?? ""];
  if (first === last) return [WIDTH / 2];
  const days = daysBetween(first, last);
  return beats.map(({ on }) => EDGE + (daysBetween(first, on) / days) * (WIDTH - 2 * EDGE));
}

interface LineProps {
  readonly step: MomentStep;
  readonly at: number;
  readonly beats: readonly Beat[];
  readonly places: readonly number[];
}

function StatementLine({ step, at, beats, places }: LineProps) {
  const statement = askOf(PULSE, step);
  const points = beats.flatMap(({ values }, index) => {
    const value = values[at] ?? null;
    return value === null ? [] : [{ x: places[index] ?? 0, y: heightOf(value), value }];
  });
  const values = points.map(({ value }) => formatNumber(value)).join(", ");
  return (
    <div class="beat-line">
      <p class="serif">{statement}</p>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={t("pulse.line", {
          statement,
          values: values === "" ? t("pulse.none") : values,
        })}
      >
        <path
          class="beat-grid"
          d={`M0 ${heightOf(LOWEST)}h${WIDTH}M0 ${heightOf(HIGHEST)}h${WIDTH}`}
        />
        <path class="beat-path" d={`M${points.map(({ x, y }) => `${x} ${y}`).join("L")}`} />
        {points.map(({ x, y }) => (
          <circle key={x} cx={x} cy={y} r="4.5" />
        ))}
      </svg>
    </div>
  );
}

const heightOf = (value: number): number =>
  HEIGHT - 7 - ((value - LOWEST) / (HIGHEST - LOWEST)) * (HEIGHT - 14);

/** The more days, the larger the dot; a month without any leaves its place open. */
function HabitLine({
  line,
  places,
}: {
  readonly line: KeptLine;
  readonly places: readonly number[];
}) {
  const { habit, days } = line;
  const values = days.map((count) => formatNumber(count)).join(", ");
  return (
    <div class="beat-line of-habit" data-hue={habit.hue}>
      <p>
        <bdi>{habit.name}</bdi>
      </p>
      <svg
        viewBox={`0 0 ${WIDTH} 24`}
        role="img"
        aria-label={t("pulse.line", { statement: habit.name, values })}
      >
        {days.map((count, at) => (
          <circle key={at} cx={places[at] ?? 0} cy="12" r={count === 0 ? 1.5 : sizeOf(count)} />
        ))}
      </svg>
    </div>
  );
}

/** Twice the days, twice the area. */
const sizeOf = (count: number): number => 3 + 7 * Math.sqrt(Math.min(count, MAX_DAYS) / MAX_DAYS);
