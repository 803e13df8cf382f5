/** A number with a minus and a plus, which can be typed too. */
import { useId, useRef, useState } from "preact/hooks";
import { failed, type Result } from "../../../core/result";
import { t } from "../../../i18n";
import { formatNumber } from "../../../i18n/format";
import { readNumber, writeNumber, type NumberProblem } from "../../../i18n/numbers";
import { Icon } from "../icon/icon";
import "./style.css";

interface Props {
  readonly label: string;
  /** NaN while what is typed is no number, or none that is allowed. */
  readonly value: number;
  readonly least: number;
  readonly most: number;
  /** Tenths and hundredths may be typed. */
  readonly isFractional?: boolean;
  readonly onChange: (value: number) => void;
}

type Problem = NumberProblem | { readonly type: "not-whole" } | { readonly type: "out-of-range" };

/** What is typed, and what is wrong with it. */
function useTyped(props: Props) {
  const { value, onChange } = props;
  const isUnknown = Number.isNaN(value);
  const [text, setText] = useState(isUnknown ? "" : writeNumber(value));
  const [problem, setProblem] = useState<Problem | null>(isUnknown ? { type: "no-number" } : null);
  const told = useRef(value);
  const given = useRef(value);
  const show = (next: number): void => {
    told.current = next;
    setText(Number.isNaN(next) ? "" : writeNumber(next));
    setProblem(Number.isNaN(next) ? { type: "no-number" } : null);
  };
  // Changed from outside: a draft that is resumed or begun again, or another device. A value that stays
  // as it was is no change: whoever ignores what is not allowed leaves it on the screen, to be corrected.
  if (!Object.is(value, given.current) && !Object.is(value, told.current)) show(value);
  given.current = value;
  const set = (next: number): void => {
    show(next);
    onChange(next);
  };
  const type = (typed: string): void => {
    setText(typed);
    const number = check(readNumber(typed), props);
    setProblem(number.ok ? null : number.failure);
    told.current = number.ok ? number.value : Number.NaN;
    onChange(told.current);
  };
  return { text, problem, set, type };
}

export function Stepper(props: Props) {
  const { label, value, least, most, isFractional = false } = props;
  const { text, problem, set, type } = useTyped(props);
  const id = useId();
  const step = (by: number): void => {
    set(problem === null ? Math.min(most, Math.max(least, value + by)) : least);
  };
  return (
    <div class="stepper" role="group" aria-label={label}>
      <span class="legend">{label}</span>
      <div class="stepper-row">
        <button
          type="button"
          class="icon-button"
          aria-label={t("form.less")}
          disabled={value <= least}
          onClick={() => {
            step(-1);
          }}
        >
          <Icon name="minus" />
        </button>
        <input
          class="serif numbers"
          inputMode={isFractional ? "decimal" : "numeric"}
          autoComplete="off"
          aria-label={label}
          aria-invalid={problem !== null}
          aria-describedby={`${id}-problem`}
          size={Math.max(2, text.length)}
          value={text}
          onFocus={(event) => {
            event.currentTarget.select();
          }}
          onInput={(event) => {
            type(event.currentTarget.value);
          }}
        />
        <button
          type="button"
          class="icon-button"
          aria-label={t("form.more")}
          disabled={value >= most}
          onClick={() => {
            step(1);
          }}
        >
          <Icon name="plus" />
        </button>
      </div>
      <p id={`${id}-problem`} class="field-problem stepper-problem">
        {problem !== null && wordsOf(problem, props)}
      </p>
    </div>
  );
}

function check(
  read: Result<number, NumberProblem>,
  { least, most, isFractional = false }: Props,
): Result<number, Problem> {
  if (!read.ok) return read;
  if (!isFractional && !Number.isInteger(read.value)) return failed({ type: "not-whole" });
  const isWithin = read.value >= least && read.value <= most;
  return isWithin ? read : failed({ type: "out-of-range" });
}

function wordsOf(problem: Problem, { least, most, isFractional = false }: Props): string {
  if (problem.type === "two-readings") {
    const { whole, fractional } = problem;
    return t("number.two-readings", {
      whole: writeNumber(whole),
      fractional: writeNumber(fractional),
    });
  }
  const limits = { least: formatNumber(least), most: formatNumber(most) };
  if (!isFractional) return t("number.whole", limits);
  return problem.type === "out-of-range"
    ? t("number.range", limits)
    : t(`number.${problem.type === "too-precise" ? "precise" : "none"}`, {
        example: formatNumber(0.5),
      });
}
