/** What was written so far, to be read: one sentence where the answers make one, else page by page. */
import { t } from "../../../i18n";
import type { Moment, MomentStep } from "../../../model/moments";
import type { Answers } from "../../../model/reflections";
import { isSentence, writtenIn, type Written } from "../../../model/sentences";
import { askOf, leadOf } from "../../words/moments";
import "./style.css";

interface Props {
  readonly moment: Moment;
  readonly answers: Answers;
}

export function Whole({ moment, answers }: Props) {
  const written = writtenIn(moment, answers);
  if (written.length === 0) return <p class="quiet">{t("moment.nothing")}</p>;
  return isSentence(written) ? (
    <Sentence moment={moment} written={written} />
  ) : (
    <dl class="whole">
      {written.map(({ step, text }) => (
        <div key={step.id}>
          <dt class="quiet">{askOf(moment, step)}</dt>
          <dd dir="auto">{text}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The beginning of the sentence that is being written. */
export function SoFar({ moment, step, answers }: Props & { readonly step: MomentStep }) {
  if (step.kind !== "text" || step.lead === undefined) return null;
  const written = writtenIn(moment, answers, step);
  return isSentence(written) ? <Sentence moment={moment} written={written} isBegun /> : null;
}

interface SentenceProps {
  readonly moment: Moment;
  readonly written: readonly Written[];
  /** It goes on below. */
  readonly isBegun?: boolean;
}

function Sentence({ moment, written, isBegun = false }: SentenceProps) {
  return (
    <p class={isBegun ? "sentence begun" : "sentence"} dir="auto">
      {written.map(({ step, text }) => (
        <span key={step.id} class={step.lead === "begins" ? "sentence-begins" : undefined}>
          <span class="sentence-lead">{leadOf(moment, step)}</span> <bdi>{text}</bdi>{" "}
        </span>
      ))}
    </p>
  );
}
