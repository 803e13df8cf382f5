/** A PIN: hidden, typed on the keys for numbers, and no password manager's business. */
import { toPlainDigits } from "../../../i18n/numbers";
import { Field } from "../field/field";

interface Props {
  readonly label: string;
  readonly value: string;
  /** In plain digits, whichever the keyboard has. */
  readonly onInput: (value: string) => void;
  readonly problem?: string | null;
  readonly hint?: string;
}

export function PinField({ label, value, onInput, problem = null, hint = "" }: Props) {
  return (
    <Field
      label={label}
      value={value}
      onInput={(typed) => {
        onInput(toPlainDigits(typed));
      }}
      problem={problem}
      hint={hint}
      inputMode="numeric"
      typing={{ type: "password", name: "pin", autoComplete: "off", spellcheck: false }}
    />
  );
}
