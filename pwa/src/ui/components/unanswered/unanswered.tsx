/** A reminder that nobody answers any more asks whether it should come at another time, or stop. */
import { useState } from "preact/hooks";
import { keepReminder } from "../../../actions/nudges/react";
import { deleteReminder, type ReminderOwner } from "../../../actions/set-reminder";
import { t } from "../../../i18n";
import { formatTime } from "../../../i18n/format";
import { PREFERENCES_ID } from "../../../model/preferences";
import type { Unanswered as Reported } from "../../../model/push";
import { readReminders, type IdentifiedReminder } from "../../../model/reminders";
import { useApp } from "../../app";
import { failureWords } from "../../words/failures";
import { useSubjectName } from "../../words/nudges";
import { ReminderSheet } from "../reminders/reminder-sheet";
import "./style.css";

interface Question {
  readonly reported: Reported;
  readonly owner: ReminderOwner;
  readonly reminder: IdentifiedReminder;
  readonly name: string;
}

/** One question at a time. */
export function Unanswered() {
  const [question] = useQuestions();
  return question === undefined ? null : <Card key={question.reminder.id} {...question} />;
}

function Card({ reported, owner, reminder, name }: Question) {
  const [isMoving, setIsMoving] = useState(false);
  const { stop, keep } = useAnswers(reported, owner);
  return (
    <section class="card stack unanswered" aria-labelledby="unanswered">
      <div>
        <h2 id="unanswered">{t("unanswered.title")}</h2>
        <p>
          {t("unanswered.text", { name, time: formatTime(reminder.time), count: reported.count })}
        </p>
      </div>
      <div class="buttons">
        <button
          type="button"
          class="button primary"
          aria-haspopup="dialog"
          onClick={() => {
            setIsMoving(true);
          }}
        >
          {t("unanswered.move")}
        </button>
        <button type="button" class="button" onClick={() => void stop()}>
          {t("unanswered.stop")}
        </button>
        <button type="button" class="button" onClick={() => void keep()}>
          {t("unanswered.keep")}
        </button>
      </div>
      {isMoving && (
        <ReminderSheet
          owner={owner}
          name={name}
          reminder={reminder}
          onClose={() => {
            setIsMoving(false);
          }}
        />
      )}
    </section>
  );
}

/** Of what the server reports, only what is still a reminder here: one that was moved is another one. */
function useQuestions(): readonly Question[] {
  const { journal, nudges } = useApp().state;
  const nameOf = useSubjectName();
  return nudges.unanswered.value.flatMap((reported): readonly Question[] => {
    if (reported.type === "promise") return [];
    const owner = reported.type === "habit" ? { id: reported.subject } : null;
    const fields = journal.fieldsOf(reported.type, owner?.id ?? PREFERENCES_ID);
    const reminder = readReminders(fields).find(({ id }) => id === reported.reminder);
    return reminder === undefined ? [] : [{ reported, owner, reminder, name: nameOf(reported) }];
  });
}

function useAnswers(reported: Reported, owner: ReminderOwner) {
  const { context, state } = useApp();
  const forget = (): void => {
    const { unanswered } = state.nudges;
    unanswered.value = unanswered.peek().filter((other) => other !== reported);
  };
  return {
    stop: async (): Promise<void> => {
      const result = await deleteReminder(context, owner, reported.reminder);
      if (result.ok) forget();
      state.toasts.show(
        result.ok
          ? { kind: "calm", text: t("reminder.removed") }
          : { kind: "fault", text: failureWords(result.failure) },
      );
    },
    keep: async (): Promise<void> => {
      await keepReminder(context, reported.reminder);
      forget();
    },
  };
}
