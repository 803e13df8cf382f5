/** A small whole number with a minus and a plus. */
import { t } from "../../../i18n";
import { formatNumber } from "../../../i18n/format";
import { Icon } from "../icon";
import "./style.css";

interface Props {
  readonly label: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly onChange: (value: number) => void;
}

export function Stepper({ label, value, least, most, onChange }: Props) {
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
            onChange(Math.max(least, value - 1));
          }}
        >
          <Icon name="minus" />
        </button>
        <output class="serif numbers" aria-live="polite">
          {formatNumber(value)}
        </output>
        <button
          type="button"
          class="icon-button"
          aria-label={t("form.more")}
          disabled={value >= most}
          onClick={() => {
            onChange(Math.min(most, value + 1));
          }}
        >
          <Icon name="plus" />
        </button>
      </div>
    </div>
  );
}
