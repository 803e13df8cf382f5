/** On which weekdays it goes well. */
import { t } from "../../../i18n";
import { formatNumber } from "../../../i18n/format";
import type { WeekdayCount } from "../../../model/insight";
import { useApp } from "../../app";
import { weekdayName } from "../../words/plans";

const HEIGHT = 64;

export function Weekdays({ weekdays }: { readonly weekdays: readonly WeekdayCount[] }) {
  const { weekStartsOn } = useApp().state.journal.preferences.value;
  const ordered = [...weekdays.slice(weekStartsOn - 1), ...weekdays.slice(0, weekStartsOn - 1)];
  const most = weekdays.reduce((most, { kept }) => Math.max(most, kept), 0);
  return (
    <section class="card" aria-labelledby="weekdays">
      <h2 id="weekdays">{t("weekdays.title")}</h2>
      <ul class="weekday-bars">
        {ordered.map((count) => (
          <li key={count.weekday}>
            <Bar share={count.kept / (count.due ?? most)} />
            <span aria-hidden="true">{weekdayName(count.weekday, "weekdayShort")}</span>
            <span class="quiet numbers" aria-hidden="true">
              {figureOf(count)}
            </span>
            <span class="visually-hidden">{wordsOf(count)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Nothing due on that weekday: no bar, not an empty one. */
function Bar({ share }: { readonly share: number }) {
  const height = Number.isNaN(share) ? 0 : share * HEIGHT;
  return (
    <svg viewBox={`0 0 24 ${HEIGHT}`} width="24" height={HEIGHT} aria-hidden="true">
      {!Number.isNaN(share) && <rect class="level-ground" width="24" height={HEIGHT} rx="7" />}
      <rect class="level" y={HEIGHT - height} width="24" height={height} rx="7" />
    </svg>
  );
}

function figureOf({ kept, due }: WeekdayCount): string {
  if (due === null) return formatNumber(kept);
  return due === 0 ? t("weekdays.none") : t("weekdays.share", { kept, due });
}

function wordsOf({ weekday, kept, due }: WeekdayCount): string {
  const day = weekdayName(weekday, "weekday");
  return due === null ? t("weekdays.done", { day, kept }) : t("weekdays.due", { day, kept, due });
}
