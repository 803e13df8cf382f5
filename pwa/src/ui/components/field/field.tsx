/** A labelled line or block of text, with its hint and what is wrong with it. */
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { t } from "../../../i18n";
import "./style.css";
import { useProblem } from "./use-problem";

/** How the one line of text is typed: what browsers and password managers may do with it. */
export interface Typing {
  readonly type?: "text" | "password";
  readonly name?: string;
  readonly autoComplete?:
    "username" | "username webauthn" | "current-password" | "new-password" | "off";
  readonly autoCapitalize?: "none" | "characters";
  readonly spellcheck?: boolean;
  readonly maxLength?: number;
}

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly hint?: string;
  readonly problem?: string | null;
  readonly isOptional?: boolean;
  readonly isLong?: boolean;
  readonly inputMode?: "decimal" | "numeric" | "text";
  readonly typing?: Typing;
  /** What stands at the end of the line, inside its border. */
  readonly children?: ComponentChildren;
}

export function Field(props: Props) {
  const { label, value, onInput, hint, problem, isOptional, isLong, inputMode, typing } = props;
  const id = useId();
  const { control, shown } = useProblem<HTMLInputElement & HTMLTextAreaElement>(value, problem);
  const hasProblem = shown !== null;
  const shared = {
    id,
    value,
    ref: control,
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
        <div class="field-line">
          <input
            {...shared}
            type="text"
            inputMode={inputMode ?? "text"}
            // Its `type` is left out for the checker alone, which knows inputs of one kind at a time.
            {...(typing as Omit<Typing, "type">)}
            onInput={(event) => {
              onInput(event.currentTarget.value);
            }}
          />
          {props.children}
        </div>
      )}
      <p id={`${id}-hint`} class={hasProblem ? "field-problem" : "field-hint"}>
        {hasProblem ? shown : (hint ?? "")}
      </p>
    </div>
  );
}
