/** One of a few: radio buttons that look like one control. */
import { useId } from "preact/hooks";
import { useChoice } from "../../use-choice";
import "./style.css";

export interface Option<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

interface Props<Value extends string> {
  readonly legend: string;
  readonly options: readonly Option<Value>[];
  /** Null until it's known. */
  readonly value: Value | null;
  /** Gives a promise where it saves: the choice stays while it does. */
  readonly onChange: (value: Value) => unknown;
}

export function Segmented<Value extends string>({
  legend,
  options,
  value,
  onChange,
}: Props<Value>) {
  const name = useId();
  const [chosen, choose] = useChoice<Value | null>(value, (picked) =>
    picked === null ? null : onChange(picked),
  );
  return (
    <fieldset>
      <legend class="legend">{legend}</legend>
      <div class="segmented">
        {options.map((option) => (
          <label key={option.value}>
            <input
              type="radio"
              name={name}
              checked={option.value === chosen}
              onChange={() => {
                choose(option.value);
              }}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
