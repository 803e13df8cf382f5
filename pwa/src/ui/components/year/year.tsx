/** Every day of a habit as a square: a year at first, older ones as they are scrolled to. */
import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { LocalDate } from "../../../core/dates";
import { t } from "../../../i18n";
import { formatDate } from "../../../i18n/format";
import type { Habit } from "../../../model/habit-record";
import { yearsSince } from "../../../model/year-grid";
import { useApp } from "../../app";
import { weekdayName } from "../../words/plans";
import { OpenDay } from "../day-sheet/day-sheet";
import { Numbers } from "./numbers";
import { Part, type Cursor } from "./part";
import { squareOf } from "./squares";
import "./style.css";

interface Props {
  readonly habit: Habit;
}

export function Year({ habit }: Props) {
  const { calendar, journal } = useApp().state;
  const [openOn, setOpenOn] = useState<LocalDate | null>(null);
  const today = calendar.today.value;
  const past = journal.pastOf(habit.id).value;
  const firstOn = past.facts.reduce(
    (first, { on }) => (on < first ? on : first),
    habit.plans[0]?.from ?? today,
  );
  return (
    <section class="card year" aria-labelledby="year">
      <header class="year-head">
        <h2 id="year">{t("year.title")}</h2>
        {firstOn <= today && (
          <p class="quiet">{t("year.since", { day: formatDate(firstOn, "long") })}</p>
        )}
      </header>
      <Strip habit={habit} firstOn={firstOn} today={today} onOpen={setOpenOn} />
      {past.facts.length > 0 && <Legend />}
      {past.facts.length === 0 && !habit.isArchived && <p class="quiet">{t("year.empty")}</p>}
      <Numbers habit={habit} firstOn={firstOn} today={today} />
      <OpenDay habit={habit} on={openOn} onChange={setOpenOn} />
    </section>
  );
}

interface StripProps {
  readonly habit: Habit;
  readonly firstOn: LocalDate;
  readonly today: LocalDate;
  readonly onOpen: (on: LocalDate) => void;
}

/** The newest year stands first and at the end of the line, so that older ones push nothing aside. */
function Strip({ habit, firstOn, today, onOpen }: StripProps) {
  const hint = useId();
  const { weekStartsOn } = useApp().state.journal.preferences.value;
  const years = yearsSince(firstOn, today, weekStartsOn);
  const { scroller, edge, shown } = useOlder(years);
  const [cursor, setCursor] = useState<Cursor>({ on: today, isMoved: false });
  return (
    <div class="year-body" role="group" aria-labelledby="year" aria-describedby={hint}>
      <Weekdays weekStartsOn={weekStartsOn} />
      <div class="year-scroller" ref={scroller}>
        {Array.from({ length: shown }, (_, number) => (
          <Part
            key={number}
            habit={habit}
            number={number}
            today={today}
            cursor={cursor}
            onMove={(on) => {
              setCursor({ on: on > today ? today : on, isMoved: true });
            }}
            onOpen={(on) => {
              setCursor({ on, isMoved: false });
              onOpen(on);
            }}
          />
        ))}
        {shown < years && <span ref={edge} class="year-edge" />}
      </div>
      <p id={hint} class="visually-hidden">
        {t("year.keys")}
      </p>
    </div>
  );
}

/** One more year whenever the oldest one that is drawn comes into sight. */
function useOlder(years: number) {
  const scroller = useRef<HTMLDivElement>(null);
  const edge = useRef<HTMLSpanElement>(null);
  const [shown, setShown] = useState(1);
  useEffect(() => {
    if (edge.current === null) return undefined;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting === true) setShown((count) => Math.min(count + 1, years));
      },
      { root: scroller.current, rootMargin: "0px 200px" },
    );
    observer.observe(edge.current);
    return () => {
      observer.disconnect();
    };
  }, [years, shown]);
  return { scroller, edge, shown: Math.min(shown, years) };
}

function Weekdays({ weekStartsOn }: { readonly weekStartsOn: number }) {
  return (
    <div class="year-weekdays" aria-hidden="true">
      {Array.from({ length: 7 }, (_, at) => (
        <span key={at}>{weekdayName(((weekStartsOn - 1 + at) % 7) + 1, "weekdayNarrow")}</span>
      ))}
    </div>
  );
}

const LEGEND = [
  { state: "kept", key: "habit.legend_kept" },
  { state: "partial", key: "dots.partial" },
  { state: "covered", key: "habit.legend_covered" },
  { state: "rest", key: "habit.legend_rest" },
  { state: "missed", key: "year.open" },
] as const;

function Legend() {
  return (
    <p class="year-legend" aria-hidden="true">
      {LEGEND.map(({ state, key }) => (
        <span key={state}>
          <svg viewBox="0 0 16 16" width="13" height="13">
            {squareOf(state).map(({ look, path }) => (
              <path key={look} class={`year-${look}`} d={path} />
            ))}
          </svg>
          {t(key)}
        </span>
      ))}
    </p>
  );
}
