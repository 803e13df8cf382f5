import { t } from "../../../i18n";
import { formatHour } from "../../../i18n/format";
import type { Grace } from "../../../model/preferences";
import type { Theme } from "../../../state/device";
import { useApp } from "../../app";
import { Segmented } from "../../components/segmented/segmented";
import { Select } from "../../components/select/select";
import { weekdayName } from "../../words/plans";
import { usePreference } from "./use-preference";

export function Appearance() {
  const { theme } = useApp().state.device;
  return (
    <section class="section" aria-labelledby="appearance">
      <h2 class="section-title" id="appearance">
        {t("you.appearance")}
      </h2>
      <div class="card">
        <Segmented<Theme>
          legend={t("you.theme")}
          options={[
            { value: "system", label: t("you.theme_system") },
            { value: "light", label: t("you.theme_light") },
            { value: "dark", label: t("you.theme_dark") },
          ]}
          value={theme.value}
          onChange={(value) => {
            theme.value = value;
          }}
        />
      </div>
    </section>
  );
}

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

export function Days() {
  const { journal } = useApp().state;
  const { weekStartsOn, dayStartHour, grace } = journal.preferences.value;
  const set = usePreference();
  return (
    <section class="section" aria-labelledby="days">
      <h2 class="section-title" id="days">
        {t("you.days")}
      </h2>
      <div class="card stack">
        <Select
          label={t("you.week_starts_on")}
          value={weekStartsOn}
          options={WEEKDAYS.map((value) => ({ value, label: weekdayName(value, "weekday") }))}
          onChange={(value) => set("weekStartsOn", value, t("you.recounted"))}
        />
        <Select
          label={t("you.day_start")}
          hint={t("you.day_start_hint")}
          value={dayStartHour}
          options={HOURS.map((value) => ({ value, label: formatHour(value) }))}
          onChange={(value) => set("dayStartHour", value, t("you.recounted"))}
        />
        <Segmented<Grace>
          legend={t("you.grace")}
          options={[
            { value: "gentle", label: t("you.grace_gentle") },
            { value: "strict", label: t("you.grace_strict") },
          ]}
          value={grace}
          onChange={(value) => set("grace", value, t("you.recounted"))}
        />
        <p class="quiet small">{t(grace === "gentle" ? "spares.rule" : "you.grace_strict_hint")}</p>
      </div>
    </section>
  );
}
