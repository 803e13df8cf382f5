/** How safe it feels, month by month: five lines for one pair of eyes, beside what was kept in those weeks. */
import { useEffect } from "preact/hooks";
import { t } from "../../../i18n";
import { formatDate } from "../../../i18n/format";
import { nextPulseOn } from "../../../model/check-ins";
import { isEntry } from "../../../model/facts";
import { PULSE } from "../../../model/moments";
import { beatsOf, keptBefore, type Beat } from "../../../model/pulse";
import type { Reflections } from "../../../state/reflections";
import { useApp } from "../../app";
import { Head } from "../../components/head/head";
import { WithReflections } from "../../components/reflections/reflections";
import { behindReflectionsLock } from "../../components/reflections-lock/reflections-lock";
import { askOf } from "../../words/moments";
import { Beats, type KeptLine } from "./beats";
import { InNumbers } from "./in-numbers";
import "./style.css";

/** More lines than these are not seen beside each other. */
const MAX_HABITS = 5;

export const PulseScreen = behindReflectionsLock(Pulse);

function Pulse() {
  return (
    <div class="page" data-hue={PULSE.hue}>
      <Head title={t("pulse.title")} over={t("reflections.over")} backTo="/practices" />
      <p class="quiet">{t("pulse.intro")}</p>
      <WithReflections>{(reflections) => <Months reflections={reflections} />}</WithReflections>
    </div>
  );
}

function Months({ reflections }: { readonly reflections: Reflections }) {
  const beats = beatsOf(reflections.present.value);
  const kept = useAppLines(beats);
  return (
    <>
      {beats.length === 0 ? (
        <ol class="card pulse-statements">
          {PULSE.steps.map((step) => (
            <li key={step.id} class="serif">
              {askOf(PULSE, step)}
            </li>
          ))}
        </ol>
      ) : (
        <>
          <Beats beats={beats} kept={kept} />
          <p class="pulse-mirror serif">{t("pulse.mirror")}</p>
          <InNumbers beats={beats} kept={kept} />
        </>
      )}
      <Begin last={beats.at(-1)} />
      <p class="section quiet small">{t("pulse.private")}</p>
    </>
  );
}

function Begin({ last }: { readonly last: Beat | undefined }) {
  const { calendar } = useApp().state;
  const next = last === undefined ? "" : nextPulseOn(last.on);
  if (calendar.today.value < next) {
    return <p class="calm">{t("pulse.next", { day: formatDate(next, "long") })}</p>;
  }
  return (
    <a class="button primary wide section pulse-begin" href="/moments/pulse">
      {t("pulse.begin")}
    </a>
  );
}

/** The habits that were kept most in those weeks, each with its days before every beat. */
function useAppLines(beats: readonly Beat[]): readonly KeptLine[] {
  const { journal } = useApp().state;
  const habits = journal.habits.value;
  const isNeeded = beats.length > 0;
  useEffect(() => {
    // No await: the lines fill when they are read.
    if (isNeeded) for (const { id } of habits) void journal.openPast(id);
  }, [journal, habits, isNeeded]);
  return habits
    .map((habit) => ({
      habit,
      days: keptBefore(beats, journal.pastOf(habit.id).value.facts.filter(isEntry)),
    }))
    .map((line) => ({ ...line, sum: line.days.reduce((sum, days) => sum + days, 0) }))
    .filter(({ sum }) => sum > 0)
    .sort((left, right) => right.sum - left.sum)
    .slice(0, MAX_HABITS);
}
