/** The week that was looked back on, as long as its days are at hand. */
import { daysBetween, type LocalDate } from "../../../core/dates";
import { useApp } from "../../app";
import { Week } from "../../components/week/week";
import { MakePicture } from "../../components/week-picture/week-picture";

/** Further back, days may be folded away. */
const MAX_DAYS_AGO = 80;

export function WeekOf({ on }: { readonly on: LocalDate }) {
  const { today } = useApp().state.calendar;
  if (daysBetween(on, today.value) > MAX_DAYS_AGO) return null;
  return (
    <div class="week-of">
      <Week on={on} />
      <MakePicture on={on} />
    </div>
  );
}
