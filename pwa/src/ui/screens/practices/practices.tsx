/** The library by theme, with a search. */
import { useState } from "preact/hooks";
import { t } from "../../../i18n";
import type { Glyph, Hue } from "../../../model/glyphs";
import { MOMENTS, PULSE, REVIEW } from "../../../model/moments";
import type { Library, Practice, Theme } from "../../../model/practices";
import { hasWords } from "../../../model/search";
import { useApp } from "../../app";
import { Head } from "../../components/head/head";
import { Icon } from "../../components/icon/icon";
import { WithLibrary } from "../../components/library/library";
import { LinkRow } from "../../components/link-row/link-row";
import { MomentRows } from "../../components/moment-rows/moment-rows";
import { Search } from "../../components/search/search";
import { momentAbout, momentName } from "../../words/moments";
import { practiceGlyph, themeHue } from "../../words/practices";
import "./style.css";

export function PracticesScreen() {
  const [query, setQuery] = useState("");
  return (
    <div class="page">
      <Head title={t("practices.title")} />
      <p class="quiet">{t("practices.intro")}</p>
      <Search label={t("practices.search")} value={query} onInput={setQuery} />
      <Moments query={query} />
      <WithLibrary>{(library) => <Themes library={library} query={query} />}</WithLibrary>
      <div class="section">
        <a class="button wide" href="/habits/new">
          <Icon name="pen-line" />
          {t("practices.own")}
        </a>
      </div>
    </div>
  );
}

/** As many as leave the practices in reach of the thumb. */
const FIRST_MOMENTS = 4;

function Moments({ query }: { readonly query: string }) {
  const found = MOMENTS.filter((moment) =>
    hasWords(`${momentName(moment)} ${momentAbout(moment)}`, query),
  );
  const [isOpen, setIsOpen] = useState(false);
  const isShort = !isOpen && query === "";
  if (found.length === 0) return null;
  return (
    <section class="theme" aria-labelledby="moments">
      <h2 id="moments">{t("moments.title")}</h2>
      <p class="quiet">{t("moments.intro")}</p>
      <MomentRows moments={isShort ? found.slice(0, FIRST_MOMENTS) : found} />
      {isShort && (
        <button
          type="button"
          class="button wide more-moments"
          onClick={() => {
            setIsOpen(true);
          }}
        >
          {t("moments.all")}
        </button>
      )}
      {query === "" && <Notebook />}
    </section>
  );
}

/** Where what was written lies, and what is looked at now and then. */
function Notebook() {
  return (
    <ul class="rows notebook">
      <NotebookRow
        href="/reflections"
        icon="book-open"
        hue="stone"
        name={t("reflections.title")}
        about={t("moments.notebook")}
      />
      <NotebookRow
        href="/pulse"
        icon={PULSE.glyph}
        hue={PULSE.hue}
        name={momentName(PULSE)}
        about={momentAbout(PULSE)}
      />
      <NotebookRow
        href="/moments/review"
        icon={REVIEW.glyph}
        hue={REVIEW.hue}
        name={momentName(REVIEW)}
        about={momentAbout(REVIEW)}
      />
    </ul>
  );
}

interface NotebookRowProps {
  readonly href: string;
  readonly icon: Glyph;
  readonly hue: Hue;
  readonly name: string;
  readonly about: string;
}

const NotebookRow = ({ href, icon, hue, name, about }: NotebookRowProps) => (
  <li>
    <LinkRow href={href} hue={hue} drawing={<Icon name={icon} />} name={name} about={about} />
  </li>
);

function Themes({ library, query }: { readonly library: Library; readonly query: string }) {
  const found = library.practices.filter((practice) => matches(practice, query));
  if (found.length === 0) return <p class="calm">{t("practices.no_match")}</p>;
  return (
    <>
      {library.themes.map((theme) => {
        const practices = found.filter((practice) => practice.theme === theme.slug);
        return practices.length === 0 ? null : (
          <ThemeSection key={theme.slug} theme={theme} practices={practices} />
        );
      })}
    </>
  );
}

function matches(practice: Practice, query: string): boolean {
  const { name, why, how, cues, ladder } = practice;
  return hasWords([name, why, ...how, ...cues, ...Object.values(ladder)].join(" "), query);
}

function ThemeSection({
  theme,
  practices,
}: {
  readonly theme: Theme;
  readonly practices: readonly Practice[];
}) {
  return (
    <section class="theme" aria-labelledby={`theme-${theme.slug}`}>
      <h2 id={`theme-${theme.slug}`}>{theme.name}</h2>
      <p class="quiet">{theme.intro}</p>
      <ul class="rows" data-hue={themeHue(theme.slug)}>
        {practices.map((practice) => (
          <PracticeRow key={practice.slug} practice={practice} />
        ))}
      </ul>
    </section>
  );
}

function PracticeRow({ practice }: { readonly practice: Practice }) {
  const { journal } = useApp().state;
  const isActive = journal.habits.value.some((habit) => habit.practice === practice.slug);
  return (
    <li>
      <LinkRow
        href={`/practices/${practice.slug}`}
        drawing={<Icon name={practiceGlyph(practice)} />}
        name={practice.name}
        about={isActive ? t("practices.active") : practice.ladder.tiny}
        sign={isActive ? "check" : "chevron-right"}
      />
    </li>
  );
}
