/** The ladder offers another size: once, and staying is as good an answer. */
import { declineOffer, takeStep } from "../../../actions/answer-offer";
import { t } from "../../../i18n";
import type { Habit } from "../../../model/habit-record";
import type { Insight } from "../../../model/insight";
import { offerOf, type Offer as LadderOffer } from "../../../model/ladder";
import { useApp } from "../../app";
import { useLadder } from "../../components/use-ladder";
import { failureWords } from "../../words/failures";

interface Props {
  readonly habit: Habit;
  readonly insight: Insight;
}

export function Offer({ habit, insight }: Props) {
  const today = useApp().state.calendar.today.value;
  const ladder = useLadder(habit);
  const offer = habit.isArchived ? null : offerOf(habit, insight.closed, today);
  const answer = useAnswer(habit);
  if (offer === null || ladder === null) return null;
  const act = ladder[offer.step];
  return (
    <section class="card offer" aria-labelledby="offer">
      <h2 id="offer">{t(`offer.${offer.kind}`)}</h2>
      <p class="quiet">{t(`offer.${offer.kind}_text`)}</p>
      <p class="serif">{t("habit.step", { size: t(`practice.${offer.step}`), act })}</p>
      <div class="buttons">
        <button
          type="button"
          class="button primary"
          onClick={() => void answer.take(offer, t("offer.taken", { act }))}
        >
          {t("offer.take")}
        </button>
        <button type="button" class="button" onClick={() => void answer.stay(offer)}>
          {t("offer.stay")}
        </button>
      </div>
    </section>
  );
}

function useAnswer(habit: Habit) {
  const { context, state } = useApp();
  const { calendar, toasts } = state;
  type TakeStepResult = Awaited<ReturnType<typeof takeStep>>;
  const saysFault = (result: TakeStepResult): boolean => {
    if (!result.ok) toasts.show({ kind: "fault", text: failureWords(result.failure) });
    return !result.ok;
  };
  const goBack = async (): Promise<void> => {
    if (habit.step !== null) {
      saysFault(await takeStep(context, habit, habit.step, habit.stepFrom));
    }
  };
  return {
    take: async ({ step }: LadderOffer, text: string): Promise<void> => {
      if (saysFault(await takeStep(context, habit, step, calendar.today.peek()))) return;
      const undo = { label: t("app.undo"), run: () => void goBack() };
      toasts.show({ kind: "calm", text, action: undo });
    },
    stay: async ({ kind }: LadderOffer): Promise<void> => {
      saysFault(await declineOffer(context, habit, kind, calendar.today.peek()));
    },
  };
}
