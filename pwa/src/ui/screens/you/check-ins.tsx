/** Which check-ins Today offers, and on which day. */
import { t } from "../../../i18n";
import { weeklyCheckInOn } from "../../../model/preferences";
import { useApp } from "../../app";
import { Segmented } from "../../components/segmented/segmented";
import { Select } from "../../components/select/select";
import { weekdayName } from "../../words/plans";
import { usePreference } from "./use-preference";

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

export function CheckInChoices() {
  const preferences = useApp().state.journal.preferences.value;
  const set = usePreference();
  return (
    <section class="section" aria-labelledby="check-ins">
      <h2 class="section-title" id="check-ins">
        {t("check_in.title")}
      </h2>
      <div class="card stack">
        <Segmented<"yes" | "no">
          legend={t("check_in.daily")}
          options={[
            { value: "yes", label: t("check_in.shown") },
            { value: "no", label: t("check_in.hidden") },
          ]}
          value={preferences.checkInDaily ? "yes" : "no"}
          onChange={(value) => set("checkInDaily", value === "yes", t("check_in.saved"))}
        />
        <Select
          label={t("check_in.weekly_on")}
          hint={t("check_in.weekly_hint")}
          value={weeklyCheckInOn(preferences)}
          options={[
            ...WEEKDAYS.map((value) => ({ value, label: weekdayName(value, "weekday") })),
            { value: 0, label: t("check_in.hidden") },
          ]}
          onChange={(value) => set("checkInWeekly", value, t("check_in.saved"))}
        />
      </div>
    </section>
  );
}
