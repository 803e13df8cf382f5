/** What nudges may do: what they say, how many, and when they are silent. */
import { setPreference } from "../../../actions/set-preference";
import { t } from "../../../i18n";
import {
  MAX_NUDGES_A_DAY,
  MIN_NUDGES_A_DAY,
  quietHoursOf,
  type PreferenceName,
  type Preferences,
  type QuietHours,
} from "../../../model/preferences";
import { useApp } from "../../app";
import { Stepper } from "../../components/stepper/stepper";
import { Switch } from "../../components/switch/switch";
import { TimeField } from "../../components/time-field/time-field";
import { failureWords } from "../../words/failures";
import { Words } from "./words";

const USUAL_QUIET: QuietHours = { from: "22:00", to: "07:00" };

type Choose = <Name extends PreferenceName>(name: Name, value: Preferences[Name]) => void;

export function Choices() {
  const { journal } = useApp().state;
  const preferences = journal.preferences.value;
  const choose = useChoose();
  return (
    <section class="section" aria-labelledby="nudge-choices">
      <h2 class="section-title" id="nudge-choices">
        {t("nudges.choices")}
      </h2>
      <div class="card stack">
        <Words />
        <Quiet hours={quietHoursOf(preferences)} choose={choose} />
        <Stepper
          label={t("nudges.cap")}
          value={preferences.nudgeCap}
          least={MIN_NUDGES_A_DAY}
          most={MAX_NUDGES_A_DAY}
          onChange={(value) => {
            if (!Number.isNaN(value)) choose("nudgeCap", value);
          }}
        />
        <Switch
          label={t("nudges.badge")}
          hint={t("nudges.badge_hint")}
          isOn={preferences.badge}
          onChange={(value) => {
            choose("badge", value);
          }}
        />
        <Zone timeZone={preferences.timeZone} choose={choose} />
      </div>
    </section>
  );
}

interface QuietProps {
  readonly hours: QuietHours | null;
  readonly choose: Choose;
}

function Quiet({ hours, choose }: QuietProps) {
  const set = (changed: Partial<QuietHours>): void => {
    const next = { ...(hours ?? USUAL_QUIET), ...changed };
    // While a time is being typed it is none, and a night of no length is no night.
    if (next.from !== "" && next.to !== "" && next.from !== next.to) choose("quietHours", next);
  };
  return (
    <div class="stack">
      <Switch
        label={t("nudges.quiet")}
        hint={t("nudges.quiet_hint")}
        isOn={hours !== null}
        onChange={(isOn) => {
          choose("quietHours", isOn ? USUAL_QUIET : null);
        }}
      />
      {hours !== null && (
        <div class="nudges-hours">
          <TimeField
            label={t("nudges.quiet_from")}
            value={hours.from}
            onInput={(from) => {
              set({ from });
            }}
          />
          <TimeField
            label={t("nudges.quiet_to")}
            value={hours.to}
            onInput={(to) => {
              set({ to });
            }}
          />
        </div>
      )}
    </div>
  );
}

interface ZoneProps {
  readonly timeZone: string | null;
  readonly choose: Choose;
}

/** Where this device is elsewhere, the person says which of the two is meant. */
function Zone({ timeZone, choose }: ZoneProps) {
  if (timeZone === null) return null;
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <p class="quiet small">
      {t("nudges.zone", { zone: zoneName(timeZone) })}{" "}
      {own !== timeZone && (
        <button
          type="button"
          class="link"
          onClick={() => {
            choose("timeZone", own);
          }}
        >
          {t("nudges.zone_own", { zone: zoneName(own) })}
        </button>
      )}
    </p>
  );
}

/** "Europe/Berlin" is an id; "Berlin" is what a clock shows. */
const zoneName = (timeZone: string): string =>
  (timeZone.split("/").at(-1) ?? timeZone).replaceAll("_", " ");

function useChoose(): Choose {
  const { context, state } = useApp();
  return (name, value) => {
    void setPreference(context, name, value).then((result) => {
      if (!result.ok) state.toasts.show({ kind: "fault", text: failureWords(result.failure) });
    });
  };
}
