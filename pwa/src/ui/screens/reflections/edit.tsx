/** All questions of a reflection on one page, to be answered again. */
import { editReflection } from "../../../actions/save-reflection";
import { t } from "../../../i18n";
import { withAnswer, type Draft } from "../../../model/drafts";
import { stepsOf, type Moment } from "../../../model/moments";
import type { Reflection } from "../../../model/reflections";
import { useApp } from "../../app";
import { AnswerField, isAnswerStep, type AnswerStep } from "../../components/answer/answer";
import { useDraft } from "../../components/use-draft";
import { askOf, hintOf, reflectionFailureWords } from "../../words/moments";

interface Props {
  readonly moment: Moment;
  readonly reflection: Reflection;
  readonly first: Draft;
  readonly onClose: () => void;
}

const always = (): boolean => true;

export function Edit({ moment, reflection, first, onClose }: Props) {
  const { context, state } = useApp();
  const { draft, change, drop } = useDraft(first, always);
  const close = async (): Promise<void> => {
    await drop();
    onClose();
  };
  const save = async (): Promise<void> => {
    const result = await editReflection(context, reflection, draft);
    if (result.ok) await close();
    else state.toasts.show({ kind: "fault", text: reflectionFailureWords(result.failure) });
  };
  return (
    <form
      class="stack edit-reflection"
      onSubmit={(event) => {
        event.preventDefault();
        void save(); /* no await: it closes the form itself, or says why not */
      }}
    >
      {stepsOf(moment, draft.answers)
        .filter(isAnswerStep)
        .map((step) => (
          <Question key={step.id} moment={moment} step={step} draft={draft} onChange={change} />
        ))}
      <div class="buttons">
        <button type="button" class="button" onClick={() => void close()}>
          {t("reflections.cancel")}
        </button>
        <button type="submit" class="button primary">
          {t("reflections.save")}
        </button>
      </div>
    </form>
  );
}

interface QuestionProps {
  readonly moment: Moment;
  readonly step: AnswerStep;
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}

function Question({ moment, step, draft, onChange }: QuestionProps) {
  const id = `ask-${step.id}`;
  return (
    <section aria-labelledby={id}>
      <h2 class="edit-ask" id={id}>
        {askOf(moment, step)}
      </h2>
      <p class="quiet small edit-hint" id={`${id}-hint`}>
        {hintOf(moment, step)}
      </p>
      <AnswerField
        moment={moment}
        step={step}
        askedBy={id}
        value={step.slot === "mood" ? draft.mood : draft.answers[step.slot]}
        onChange={(value) => {
          onChange(withAnswer(draft, step.slot, value));
        }}
      />
    </section>
  );
}
