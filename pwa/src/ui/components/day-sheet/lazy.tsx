/** The day sheet, loaded when first opened: Today draws without it. */
import { lazy } from "preact-iso";
import type { LocalDate } from "../../../core/dates";
import { laterWords } from "../../../i18n";
import type { Habit } from "../../../model/habit-record";

export const DaySheet = lazy(
  async () => (await Promise.all([import("."), laterWords()]))[0].DaySheet,
);

interface Props {
  readonly habit: Habit;
  /** The day that was chosen among many, or null while none is open. */
  readonly on: LocalDate | null;
  readonly onChange: (on: null) => void;
}

/** The sheet of whichever day is open. */
export function OpenDay({ habit, on, onChange }: Props) {
  if (on === null) return null;
  return (
    <DaySheet
      habit={habit}
      on={on}
      onClose={() => {
        onChange(null);
      }}
    />
  );
}
