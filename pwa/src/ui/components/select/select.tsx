/** One of many, in the device's own list. */
import { useId } from "preact/hooks";
import { useChoice } from "../../use-choice";
import "./style.css";

interface Props {
  readonly label: string;
  readonly hint?: string;
  readonly value: number;
  readonly options: readonly { readonly value: number; readonly label: string }[];
  /** Gives a promise where it saves: the choice stays while it does. */
  readonly onChange: (value: number) => unknown;
}

export function Select({ label, hint, value, options, onChange }: Props) {
  const id = useId();
  const [chosen, choose] = useChoice(value, onChange);
  return (
    <div class="select">
      <label class="legend" for={id}>
        {label}
      </label>
      <select
        id={id}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => {
          choose(Number(event.currentTarget.value));
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === chosen}>
            {option.label}
          </option>
        ))}
      </select>
      {hint !== undefined && (
        <p id={`${id}-hint`} class="quiet small">
          {hint}
        </p>
      )}
    </div>
  );
}
