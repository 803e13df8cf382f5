/** A labelled time of day, chosen in the device's own clock. */
import { useId } from "preact/hooks";
import "../field/style.css";

interface Props {
  readonly label: string;
  /** "HH:MM", or "" while none is chosen. */
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly problem?: string | null;
}

export function TimeField({ label, value, onInput, problem = null }: Props) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="time"
        required
        value={value}
        aria-describedby={`${id}-problem`}
        aria-invalid={problem !== null}
        onInput={(event) => {
          // Some browsers add seconds.
          onInput(event.currentTarget.value.slice(0, "HH:MM".length));
        }}
      />
      <p id={`${id}-problem`} class={problem === null ? "field-hint" : "field-problem"}>
        {problem}
      </p>
    </div>
  );
}
