/** The plan in force, the one to come, and the size of the act. */
import { t } from "../../../i18n";
import { formatDate } from "../../../i18n/format";
import { planOn, type Habit } from "../../../model/habit-record";
import { useApp } from "../../app";
import { useLadder } from "../../components/use-ladder";
import { targetWords } from "../../words/plans";

export function Plan({ habit }: { readonly habit: Habit }) {
  const today = useApp().state.calendar.today.value;
  const ladder = useLadder(habit);
  const plan = planOn(habit, today);
  if (plan === undefined) return null;
  const isAhead = plan.from > today;
  const later = habit.plans.filter(({ from }) => from > today && from !== plan.from);
  return (
    <section class="section card" aria-labelledby="plan">
      <h2 id="plan">{t("habit.plan")}</h2>
      <p>
        {targetWords(plan, habit.unit)}
        {isAhead && ` · ${t("habit.begins", { day: formatDate(plan.from, "long") })}`}
      </p>
      {later.map((next) => (
        <p key={next.from} class="quiet">
          {t("habit.next_plan", {
            day: formatDate(next.from, "long"),
            plan: targetWords(next, habit.unit),
          })}
        </p>
      ))}
      {ladder !== null && habit.step !== null && (
        <p class="quiet">
          {t("habit.step", { size: t(`practice.${habit.step}`), act: ladder[habit.step] })}
        </p>
      )}
      {habit.practice !== null && (
        <p>
          <a class="link" href={`/practices/${habit.practice}`}>
            {t("habit.about_practice")}
          </a>
        </p>
      )}
    </section>
  );
}
