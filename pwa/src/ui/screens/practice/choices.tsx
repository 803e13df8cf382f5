/** The two things to choose before a practice becomes a habit: its size, and what it hangs on. */
import { t } from "../../../i18n";
import { STEPS, type Practice, type PracticeStep } from "../../../model/practices";
import { Icon } from "../../components/icon/icon";

export function Ladder({
  ladder,
  step,
  onChange,
}: {
  readonly ladder: Practice["ladder"];
  readonly step: PracticeStep;
  readonly onChange: (step: PracticeStep) => void;
}) {
  return (
    <fieldset class="section">
      <legend class="section-title">{t("practice.ladder")}</legend>
      <div class="ladder">
        {STEPS.map((size) => (
          <label key={size}>
            <input
              type="radio"
              name="step"
              checked={size === step}
              onChange={() => {
                onChange(size);
              }}
            />
            <b>{t(`practice.${size}`)}</b>
            <span>{ladder[size]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

export function Cues({
  cues,
  cue,
  onChange,
}: {
  readonly cues: readonly string[];
  readonly cue: string | null;
  readonly onChange: (cue: string | null) => void;
}) {
  const choices: readonly (string | null)[] = [...cues, null];
  return (
    <fieldset class="section">
      <legend class="section-title">{t("practice.cues")}</legend>
      <div class="rows">
        {choices.map((choice) => (
          <label class="cue" key={choice}>
            <input
              type="radio"
              name="cue"
              checked={choice === cue}
              onChange={() => {
                onChange(choice);
              }}
            />
            <span>
              {choice === null ? t("practice.cue_none") : t("practice.cue_will", { cue: choice })}
            </span>
            <Icon name="check" />
          </label>
        ))}
      </div>
    </fieldset>
  );
}
