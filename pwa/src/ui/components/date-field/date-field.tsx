/** A labelled day, chosen in the device's own calendar. */
import { useId } from "preact/hooks";
import type { LocalDate } from "../../../core/dates";
import { t } from "../../../i18n";
import "../field/style.css";
import { useProblem } from "../field/use-problem";

interface Props {
  readonly label: string;
  /** "" while no day is chosen. */
  readonly value: LocalDate;
  readonly onInput: (value: LocalDate) => void;
  readonly hint?: string;
  readonly problem?: string | null;
  readonly least?: LocalDate;
}

export function DateField({ label, value, onInput, hint, problem, least }: Props) {
  const id = useId();
  const { control, shown } = useProblem<HTMLInputElement>(value, problem);
  const hasProblem = shown !== null;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        ref={control}
        id={id}
        type="date"
        required
        value={value}
        min={least}
        aria-describedby={`${id}-hint`}
        aria-invalid={hasProblem}
        onInput={(event) => {
          onInput(event.currentTarget.value);
        }}
      />
      <p id={`${id}-hint`} class={hasProblem ? "field-problem" : "field-hint"}>
        {hasProblem ? (value === "" ? t("field.no_day") : shown) : (hint ?? "")}
      </p>
    </div>
  );
}
