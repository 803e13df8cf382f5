/** A ruled page that grows with what is written on it. */
import type { AnswerProps } from "./answer-props";

export function Lines({ value, onChange, askedBy }: AnswerProps) {
  return (
    <div class="lines">
      <textarea
        rows={5}
        dir="auto"
        autoComplete="off"
        aria-labelledby={askedBy}
        aria-describedby={`${askedBy}-hint`}
        value={typeof value === "string" ? value : ""}
        onInput={(event) => {
          onChange(event.currentTarget.value);
        }}
      />
    </div>
  );
}
