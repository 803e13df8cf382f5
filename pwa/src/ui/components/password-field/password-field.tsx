/** A password: hidden until its person wants to see it, and known to the password manager. */
import { useState } from "preact/hooks";
import { t } from "../../../i18n";
import { Field } from "../field/field";

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  /** A new one comes with advice; the present one is not. */
  readonly isNew?: boolean;
  readonly problem?: string | null;
  readonly hint?: string;
}

/** From here on the hint agrees. */
const GOOD_CHARACTERS = 16;

export function PasswordField({ label, value, onInput, isNew = false, problem, hint }: Props) {
  const [isShown, setIsShown] = useState(false);
  const advice = t(
    value.length < GOOD_CHARACTERS ? "account.password_hint" : "account.password_good",
  );
  return (
    <Field
      label={label}
      value={value}
      onInput={onInput}
      hint={hint ?? (isNew ? advice : "")}
      problem={problem ?? null}
      typing={{
        type: isShown ? "text" : "password",
        name: isNew ? "new-password" : "password",
        autoComplete: isNew ? "new-password" : "current-password",
        autoCapitalize: "none",
        spellcheck: false,
      }}
    >
      <button
        type="button"
        aria-pressed={isShown}
        aria-label={t("account.show_label")}
        onClick={() => {
          setIsShown(!isShown);
        }}
      >
        {t(isShown ? "account.hide" : "account.show")}
      </button>
    </Field>
  );
}
