/** Everything that was written for oneself, day by day, newest first. */
import { useState } from "preact/hooks";
import type { LocalDate } from "../../../core/dates";
import { t } from "../../../i18n";
import { formatDay } from "../../../i18n/format";
import { findMoment } from "../../../model/moments";
import type { Reflection } from "../../../model/reflections";
import { hasWords } from "../../../model/search";
import type { Reflections } from "../../../state/reflections";
import { useApp } from "../../app";
import { Nearness } from "../../components/answer/scale";
import { Head } from "../../components/head/head";
import { Icon } from "../../components/icon/icon";
import { WithReflections } from "../../components/reflections/reflections";
import { behindReflectionsLock } from "../../components/reflections-lock/reflections-lock";
import { Search } from "../../components/search/search";
import { kindName, momentAbout } from "../../words/moments";
import { excerptOf, textsOf } from "../../words/reflections";
import { Bin } from "./bin";
import "./style.css";

const PAGE = 40;

export const ReflectionsScreen = behindReflectionsLock(AllReflections);

function AllReflections() {
  return (
    <div class="page">
      <Head title={t("reflections.title")} over={t("reflections.over")} backTo="/practices" />
      <WithReflections>{(reflections) => <Book reflections={reflections} />}</WithReflections>
    </div>
  );
}

function Book({ reflections }: { readonly reflections: Reflections }) {
  const [query, setQuery] = useState("");
  const [shown, setShown] = useState(PAGE);
  const all = reflections.present.value;
  const found = useFound(all, query);
  if (all.length === 0) {
    return (
      <>
        <Empty />
        <Bin reflections={reflections} />
      </>
    );
  }
  return (
    <>
      <Search label={t("reflections.search")} value={query} onInput={setQuery} />
      <p class="visually-hidden" role="status">
        {query.trim() !== "" && t("reflections.found", { count: found.length })}
      </p>
      {found.length === 0 && <p class="calm">{t("reflections.no_match")}</p>}
      {byDay(found.slice(0, shown)).map(([on, ofDay]) => (
        <Day key={on} on={on} reflections={ofDay} />
      ))}
      {found.length > shown && (
        <button
          type="button"
          class="button wide section"
          onClick={() => {
            setShown(shown + PAGE);
          }}
        >
          {t("reflections.more")}
        </button>
      )}
      <div class="section">
        <a class="button wide" href="/moments/page">
          <Icon name="feather" />
          {t("reflections.write")}
        </a>
      </div>
      <Bin reflections={reflections} />
    </>
  );
}

/** Searched on the device, in every word that is shown. */
function useFound(all: readonly Reflection[], query: string): readonly Reflection[] {
  const { journal } = useApp().state;
  if (query.trim() === "") return all;
  return all.filter((reflection) => hasWords(textsOf(reflection, journal).join("\n"), query));
}

function byDay(
  reflections: readonly Reflection[],
): readonly (readonly [LocalDate, readonly Reflection[]])[] {
  const days = new Map<LocalDate, Reflection[]>();
  for (const reflection of reflections) {
    days.set(reflection.on, [...(days.get(reflection.on) ?? []), reflection]);
  }
  return [...days];
}

function Empty() {
  return (
    <div class="empty-book">
      <p class="serif">{t("reflections.empty")}</p>
      <p class="quiet">{t("reflections.empty_text")}</p>
      <a class="button primary" href="/moments/daily-check-in">
        {t("reflections.empty_start")}
      </a>
      <a class="link" href="/moments/page">
        {t("reflections.write")}
      </a>
    </div>
  );
}

interface DayProps {
  readonly on: LocalDate;
  readonly reflections: readonly Reflection[];
}

function Day({ on, reflections }: DayProps) {
  const { today } = useApp().state.calendar;
  return (
    <section class="section" aria-labelledby={`day-${on}`}>
      <h2 class="section-title" id={`day-${on}`}>
        {formatDay(on, today.value)}
      </h2>
      <ul class="rows">
        {reflections.map((reflection) => (
          <ReflectionRow key={reflection.id} reflection={reflection} />
        ))}
      </ul>
    </section>
  );
}

/** Of one that holds numbers alone, what it is; of an empty one, that it is. */
function silentWords({ kind, mood, answers }: Reflection): string {
  const moment = findMoment(kind);
  const hasNumbers = [mood, ...Object.values(answers)].some((answer) => typeof answer === "number");
  return moment !== undefined && hasNumbers ? momentAbout(moment) : t("reflections.no_words");
}

function ReflectionRow({ reflection }: { readonly reflection: Reflection }) {
  const { id, kind, mood } = reflection;
  const { journal } = useApp().state;
  const moment = findMoment(kind);
  const excerpt = excerptOf(reflection, journal) || silentWords(reflection);
  return (
    <li>
      <a class="reflection-row" href={`/reflections/${id}`} data-hue={moment?.hue}>
        <span class="glyph">
          <Icon name={moment?.glyph ?? "feather"} />
        </span>
        <span>
          <span class="serif reflection-kind">{kindName(kind)}</span>
          <span class="reflection-excerpt" dir="auto">
            {excerpt}
          </span>
        </span>
        {mood === null ? <span /> : <Nearness of={mood} />}
      </a>
    </li>
  );
}
