/** A labelled time of day, chosen in the device's own clock. */
import { useId } from "preact/hooks";
import "../field/style.css";
import { useProblem } from "../field/use-problem";

interface Props {
  readonly label: string;
  /** "HH:MM", or "" while none is chosen. */
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly problem?: string | null;
}

export function TimeField({ label, value, onInput, problem }: Props) {
  const id = useId();
  const { control, shown } = useProblem<HTMLInputElement>(value, problem);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        ref={control}
        id={id}
        type="time"
        required
        value={value}
        aria-describedby={`${id}-problem`}
        aria-invalid={shown !== null}
        onInput={(event) => {
          // Some browsers add seconds.
          onInput(event.currentTarget.value.slice(0, "HH:MM".length));
        }}
      />
      <p id={`${id}-problem`} class={shown === null ? "field-hint" : "field-problem"}>
        {shown}
      </p>
    </div>
  );
}
