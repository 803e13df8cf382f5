/** A number with a minus and a plus, which can be typed too. */
import { useState } from "preact/hooks";
import { t } from "../../../i18n";
import { readNumber, writeNumber } from "../../../i18n/numbers";
import { Icon } from "../icon";
import "./style.css";

interface Props {
  readonly label: string;
  /** NaN while what is typed is no number, or none that is allowed. */
  readonly value: number;
  readonly least: number;
  readonly most: number;
  /** Tenths and hundredths may be typed. */
  readonly isFractional?: boolean;
  readonly onChange: (value: number) => void;
}

export function Stepper({ label, value, least, most, isFractional = false, onChange }: Props) {
  const [text, setText] = useState(writeNumber(value));
  const isValid = !Number.isNaN(value);
  const step = (by: number): void => {
    const next = isValid ? Math.min(most, Math.max(least, value + by)) : least;
    setText(writeNumber(next));
    onChange(next);
  };
  const type = (typed: string): void => {
    setText(typed);
    const number = readNumber(typed) ?? Number.NaN;
    const isAllowed =
      number >= least && number <= most && (isFractional || Number.isInteger(number));
    onChange(isAllowed ? number : Number.NaN);
  };
  return (
    <div class="stepper" role="group" aria-label={label}>
      <span class="legend">{label}</span>
      <div class="stepper-row">
        <button
          type="button"
          class="icon-button"
          aria-label={t("form.less")}
          disabled={value <= least}
          onClick={() => {
            step(-1);
          }}
        >
          <Icon name="minus" />
        </button>
        <input
          class="serif numbers"
          inputMode={isFractional ? "decimal" : "numeric"}
          autoComplete="off"
          aria-label={label}
          aria-invalid={!isValid}
          size={Math.max(2, text.length)}
          value={text}
          onFocus={(event) => {
            event.currentTarget.select();
          }}
          onInput={(event) => {
            type(event.currentTarget.value);
          }}
        />
        <button
          type="button"
          class="icon-button"
          aria-label={t("form.more")}
          disabled={value >= most}
          onClick={() => {
            step(1);
          }}
        >
          <Icon name="plus" />
        </button>
      </div>
    </div>
  );
}
