/** From 1 to 5. How close two people feel is drawn as two dots that come nearer; anything else fills a circle. */
import { t } from "../../../i18n";
import type { Moment, MomentStep } from "../../../model/moments";
import { HIGHEST, LOWEST } from "../../../model/reflections";
import { endsOf } from "../../words/moments";
import type { AnswerProps } from "./answer-props";

const NUMBERS = Array.from({ length: HIGHEST - LOWEST + 1 }, (_, at) => LOWEST + at);

interface Props extends AnswerProps {
  readonly moment: Moment;
  readonly step: Extract<MomentStep, { kind: "scale" }>;
}

export function Scale({ moment, step, value, onChange, askedBy }: Props) {
  const { low, high } = endsOf(moment, step);
  const Drawing = step.slot === "mood" ? Nearness : Fullness;
  return (
    <div class="scale-answer">
      <div
        class="scale"
        role="radiogroup"
        aria-labelledby={askedBy}
        aria-describedby={`${askedBy}-hint ${askedBy}-ends`}
      >
        {NUMBERS.map((number) => (
          <label key={number}>
            <input
              type="radio"
              name={askedBy}
              aria-label={t("moment.scale", { at: number })}
              checked={number === value}
              onClick={() => {
                // A radio button that is tapped again says nothing by itself.
                if (number === value) onChange(null);
              }}
              onChange={() => {
                onChange(number);
              }}
            />
            <Drawing of={number} />
          </label>
        ))}
      </div>
      <p class="scale-ends quiet" id={`${askedBy}-ends`}>
        <span>{low}</span>
        <span>{high}</span>
      </p>
    </div>
  );
}

const FARTHEST = 15;
const STEP = 2.4;

/** Two dots under one arc, as in the mark of Kept: from apart to touching. */
export function Nearness({ of }: { readonly of: number }) {
  const half = FARTHEST - (of - LOWEST) * STEP;
  return (
    <svg class="nearness" viewBox="0 0 48 40" aria-hidden="true">
      <path d={`M${24 - half - 5} 20Q24 ${2 + of} ${24 + half + 5} 20`} />
      <circle cx={24 - half} cy="28" r="5" />
      <circle cx={24 + half} cy="28" r="5" />
    </svg>
  );
}

function Fullness({ of }: { readonly of: number }) {
  return (
    <span class="fullness numbers serif" aria-hidden="true">
      {of}
    </span>
  );
}
