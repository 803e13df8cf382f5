/** On or off, at the end of its own words. */
import { useId } from "preact/hooks";
import "./style.css";

interface Props {
  readonly label: string;
  readonly hint?: string;
  readonly isOn: boolean;
  readonly isBusy?: boolean;
  readonly onChange: (isOn: boolean) => void;
}

export function Switch({ label, hint, isOn, isBusy = false, onChange }: Props) {
  const id = useId();
  return (
    <div class="switch-row">
      <label id={id} for={`${id}-switch`}>
        {label}
      </label>
      <button
        id={`${id}-switch`}
        type="button"
        class="switch"
        role="switch"
        aria-checked={isOn}
        aria-labelledby={id}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        aria-disabled={isBusy}
        onClick={() => {
          if (!isBusy) onChange(!isOn);
        }}
      >
        <span />
      </button>
      {hint !== undefined && (
        <p id={`${id}-hint`} class="quiet small">
          {hint}
        </p>
      )}
    </div>
  );
}
