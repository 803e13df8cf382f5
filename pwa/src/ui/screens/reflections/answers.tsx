/** The answers of one reflection, to be read. */
import { t } from "../../../i18n";
import { findMoment, stepsOf, type Moment, type MomentStep } from "../../../model/moments";
import type { Answer, Reflection } from "../../../model/reflections";
import { isSentence, writtenIn } from "../../../model/sentences";
import { useApp } from "../../app";
import { isAnswerStep } from "../../components/answer/answer";
import { Nearness } from "../../components/answer/scale";
import { Whole } from "../../components/whole/whole";
import { askOf, endsOf } from "../../words/moments";
import { answerWords, textsOf } from "../../words/reflections";

export function Answers({ reflection }: { readonly reflection: Reflection }) {
  const { journal } = useApp().state;
  const { kind, answers, mood } = reflection;
  const moment = findMoment(kind);
  if (moment === undefined) {
    const [, ...texts] = textsOf(reflection, journal);
    return (
      <div class="whole">
        {texts.map((text, at) => (
          <p key={at}>{text}</p>
        ))}
      </div>
    );
  }
  const written = writtenIn(moment, answers);
  if (isSentence(written)) return <Whole moment={moment} answers={answers} />;
  const given = stepsOf(moment, answers)
    .filter(isAnswerStep)
    .map((step) => ({ step, answer: step.slot === "mood" ? mood : answers[step.slot] }))
    .filter(({ answer }) => answer !== null && answer !== "");
  if (given.length === 0) return <p class="quiet">{t("reflections.no_words")}</p>;
  return (
    <dl class="whole">
      {given.map(({ step, answer }) => (
        <div key={step.id}>
          <dt class="quiet">{askOf(moment, step)}</dt>
          <Given moment={moment} step={step} answer={answer} />
        </div>
      ))}
    </dl>
  );
}

interface GivenProps {
  readonly moment: Moment;
  readonly step: MomentStep;
  readonly answer: Answer;
}

function Given({ moment, step, answer }: GivenProps) {
  const { journal } = useApp().state;
  if (step.kind !== "scale" || typeof answer !== "number") {
    return <dd dir="auto">{answerWords(moment, step, answer, journal)}</dd>;
  }
  const { low, high } = endsOf(moment, step);
  return (
    <dd class="given-scale">
      {step.slot === "mood" && <Nearness of={answer} />}
      <span>{t("moment.scale", { at: answer })}</span>
      <span class="quiet small">{t("reflections.scale", { low, high })}</span>
    </dd>
  );
}
