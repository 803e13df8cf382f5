/** All reminders of habits at a glance; each is changed with its habit. */
import { t } from "../../../i18n";
import { formatMoment, formatTime } from "../../../i18n/format";
import type { Habit } from "../../../model/habit-record";
import type { PlannedNudge } from "../../../model/push";
import { readReminders, type IdentifiedReminder } from "../../../model/reminders";
import { useApp } from "../../app";
import { Icon } from "../../components/icon/icon";
import { LinkRow } from "../../components/link-row/link-row";
import { weekdayWords } from "../../components/reminders/reminders";

export function HabitReminders() {
  const { journal, nudges } = useApp().state;
  const reminded = journal.habits.value
    .map((habit) => ({ habit, reminders: readReminders(journal.fieldsOf("habit", habit.id)) }))
    .filter(({ reminders }) => reminders.length > 0);
  return (
    <section class="section" aria-labelledby="habit-reminders">
      <h2 class="section-title" id="habit-reminders">
        {t("nudges.habits")}
      </h2>
      {reminded.length === 0 ? (
        <p class="card quiet">{t("nudges.habits_none")}</p>
      ) : (
        <ul class="rows">
          {reminded.map(({ habit, reminders }) => (
            <Row
              key={habit.id}
              habit={habit}
              reminders={reminders}
              planned={nudges.planned.value.filter(({ subject }) => subject === habit.id)}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

interface RowProps {
  readonly habit: Habit;
  readonly reminders: readonly IdentifiedReminder[];
  /** As the server has them: its rules for the zone decide, not this browser's, which may be older. */
  readonly planned: readonly PlannedNudge[];
}

function Row({ habit, reminders, planned }: RowProps) {
  const nextOf = (id: string): number | undefined =>
    planned.find(({ reminder }) => reminder === id)?.dueAtMs;
  return (
    <li>
      <LinkRow
        href={`/habits/${habit.id}`}
        hue={habit.hue}
        drawing={<Icon name={habit.glyph} />}
        name={habit.name}
        about={reminders.map((reminder) => (
          <span key={reminder.id} class="nudges-time numbers">
            {formatTime(reminder.time)} · {weekdayWords(reminder)}
            <Next atMs={nextOf(reminder.id)} />
          </span>
        ))}
      />
    </li>
  );
}

function Next({ atMs }: { readonly atMs: number | undefined }) {
  if (atMs === undefined) return null;
  return <span class="nudges-time">{t("nudges.next", { when: formatMoment(atMs) })}</span>;
}
