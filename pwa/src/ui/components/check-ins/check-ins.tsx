/** What Today offers beside the small things: a check-in, quietly, and only until it is done. */
import { useEffect } from "preact/hooks";
import { useLocation } from "preact-iso";
import { keepDraft } from "../../../actions/keep-draft";
import { saveReflection } from "../../../actions/save-reflection";
import type { LocalDate } from "../../../core/dates";
import { mintRecordId } from "../../../core/ids";
import { t } from "../../../i18n";
import { DAILY, isDailyOffered, isWeeklyOffered, WEEKLY } from "../../../model/check-ins";
import { hasAnswers, isBegun, type Draft } from "../../../model/drafts";
import { findMoment, REVIEW, type Moment } from "../../../model/moments";
import { weeklyCheckInOn } from "../../../model/preferences";
import { HIGHEST, LOWEST, NO_ANSWERS } from "../../../model/reflections";
import type { Reflections } from "../../../state/reflections";
import { useApp } from "../../app";
import { askOf, endsOf, momentName } from "../../words/moments";
import { Nearness } from "../answer/scale";
import { MomentRows } from "../moment-rows/moment-rows";
import { useReflections } from "../reflections/reflections";
import "../answer/style.css";
import "./style.css";

export function CheckIns() {
  const status = useReflections();
  // Where they cannot be read there is nothing to offer; their own screens say why.
  return status.type === "ready" ? <Offers reflections={status.reflections} /> : null;
}

function Offers({ reflections }: { readonly reflections: Reflections }) {
  const { calendar, journal } = useApp().state;
  const preferences = journal.preferences.value;
  const today = calendar.today.value;
  const done = reflections.present.value;
  const weekly = [findMoment(WEEKLY), REVIEW].filter(
    (moment): moment is Moment =>
      moment !== undefined &&
      isWeeklyOffered(moment.slug, weeklyCheckInOn(preferences), today, done),
  );
  const daily = findMoment(DAILY);
  return (
    <>
      {weekly.length > 0 && (
        <section class="section" aria-labelledby="weekly">
          <h2 class="section-title" id="weekly">
            {t("check_in.weekly")}
          </h2>
          <MomentRows moments={weekly} />
        </section>
      )}
      {daily !== undefined && preferences.checkInDaily && isDailyOffered(today, done) && (
        <Daily moment={daily} reflections={reflections} />
      )}
    </>
  );
}

/** The first question stands on the card, so that a check-in begins with its first answer. */
function Daily({
  moment,
  reflections,
}: {
  readonly moment: Moment;
  readonly reflections: Reflections;
}) {
  const [ask, next] = moment.steps;
  const begun = useBegunToday(moment, reflections);
  const begin = useBegin(moment, reflections, next?.id ?? "");
  if (ask === undefined) return null;
  const { low, high } = endsOf(moment, ask);
  const numbers = Array.from({ length: HIGHEST }, (_, at) => LOWEST + at);
  return (
    <section class="section card check-in" data-hue={moment.hue} aria-labelledby="daily">
      <p class="quiet small">{momentName(moment)}</p>
      <h2 class="check-in-ask" id="daily">
        {askOf(moment, ask)}
      </h2>
      <div class="scale" role="group" aria-labelledby="daily">
        {numbers.map((number) => (
          <button
            key={number}
            type="button"
            aria-label={t("moment.scale", { at: number })}
            aria-pressed={begun?.mood === number}
            onClick={() => void begin(number)}
          >
            <Nearness of={number} />
          </button>
        ))}
      </div>
      <p class="scale-ends quiet">
        <span>{low}</span>
        <span>{high}</span>
      </p>
      {begun !== undefined && (
        <a class="link check-in-go-on" href={`/moments/${moment.slug}`}>
          {t("check_in.go_on")}
        </a>
      )}
    </section>
  );
}

const isOf =
  (moment: Moment, today: LocalDate) =>
  (draft: Draft): boolean =>
    draft.moment === moment.slug && draft.on === today;

/** What was tapped or written today and is not finished. */
function useBegunToday(moment: Moment, reflections: Reflections): Draft | undefined {
  const today = useApp().state.calendar.today.value;
  useEffect(() => {
    void reflections.readDrafts(); /* no await: the signal draws it */
  }, [reflections]);
  return reflections.drafts.value.find(isOf(moment, today));
}

/** What was begun earlier today goes on, with the new first answer. */
function useBegin(moment: Moment, reflections: Reflections, step: string) {
  const { context, state } = useApp();
  const { route } = useLocation();
  /** There is one draft of a moment: an earlier day's is saved as it is. False where it must go on first. */
  const fileEarlier = async (today: LocalDate): Promise<boolean> => {
    const left = reflections.drafts.peek().find((draft) => draft.moment === moment.slug);
    if (left === undefined || left.on === today || !isBegun(left, moment)) return true;
    const { id, on, mood, answers } = left;
    return (await saveReflection(context, { id, kind: moment.slug, on, mood, answers })).ok;
  };
  return async (mood: number): Promise<void> => {
    await reflections.readDrafts();
    const on = state.calendar.today.peek();
    if (!(await fileEarlier(on))) {
      route(`/moments/${moment.slug}`);
      return;
    }
    const begun = reflections.drafts.peek().find(isOf(moment, on));
    const draft = begun ?? { id: mintRecordId(), answers: NO_ANSWERS };
    if (!hasAnswers(draft)) reflections.justBegun.value = draft.id;
    // Where it cannot be saved, the moment's own first page asks again.
    await keepDraft(context, { ...draft, moment: moment.slug, on, step, mood });
    route(`/moments/${moment.slug}`);
  };
}
