/** A labelled line or block of text, with its hint and what is wrong with it. */
import { useId } from "preact/hooks";
import { t } from "../../../i18n";
import "./style.css";

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly hint?: string;
  readonly problem?: string | null;
  readonly isOptional?: boolean;
  readonly isLong?: boolean;
  readonly inputMode?: "decimal" | "text";
}

export function Field({
  label,
  value,
  onInput,
  hint,
  problem,
  isOptional,
  isLong,
  inputMode,
}: Props) {
  const id = useId();
  const hasProblem = problem !== undefined && problem !== null;
  const shared = {
    id,
    value,
    dir: "auto",
    autoComplete: "off",
    "aria-describedby": `${id}-hint`,
    "aria-invalid": hasProblem,
  } as const;
  return (
    <div class="field">
      <label for={id}>
        {label}
        {isOptional === true && <span class="quiet"> · {t("form.optional")}</span>}
      </label>
      {isLong === true ? (
        <textarea
          {...shared}
          rows={3}
          onInput={(event) => {
            onInput(event.currentTarget.value);
          }}
        />
      ) : (
        <input
          {...shared}
          type="text"
          inputMode={inputMode ?? "text"}
          onInput={(event) => {
            onInput(event.currentTarget.value);
          }}
        />
      )}
      <p id={`${id}-hint`} class={hasProblem ? "field-problem" : "field-hint"}>
        {hasProblem ? problem : (hint ?? "")}
      </p>
    </div>
  );
}
