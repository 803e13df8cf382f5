/** What became of a promise? Four answers, none of them wrong. */
import { useState } from "preact/hooks";
import { t } from "../../../i18n";
import type { Icon as IconName } from "../../../model/glyphs";
import type { StandingPromise } from "../../../model/promises";
import { usePromises } from "../../use-promises";
import { useTelling } from "../../use-telling";
import { dueWords } from "../../words/due";
import { Icon } from "../icon/icon";
import { Sheet } from "../sheet/sheet";
import { AnswerForm, type Answer } from "./answer-form";
import "./style.css";

interface Props {
  readonly promise: StandingPromise;
  /** Opened for one answer, or to choose among them. */
  readonly answer?: Answer | null;
  readonly onClose: () => void;
}

const ICONS = {
  kept: "check",
  moved: "calendar-clock",
  let_go: "feather",
  mended: "hand-heart",
} as const satisfies Record<Answer, IconName>;

export function AskSheet({ promise, answer = null, onClose }: Props) {
  const promises = usePromises();
  const tell = useTelling(promise.id);
  const [chosen, setChosen] = useState<Answer | null>(answer);
  const [problem, setProblem] = useState<string | null>(null);
  const phase = promises.phaseOf(promise);
  const hasSlipped = phase === "due" || phase === "overdue";
  const choose = async (picked: Answer): Promise<void> => {
    if (picked !== "kept") setChosen(picked);
    else {
      const failure = await tell({ kind: "kept" });
      if (failure === null) onClose();
      else setProblem(failure);
    }
  };
  return (
    <Sheet title={promise.text} over={t("promise.said")} onClose={onClose}>
      <p class="quiet ask-due">
        {promise.toWhom !== "" && <bdi>{t("due.to", { name: promise.toWhom })} · </bdi>}
        {dueWords(promise.standing.due, promises.moment.value)}
      </p>
      {problem !== null && (
        <p class="field-problem" role="alert">
          {problem}
        </p>
      )}
      {chosen === null ? (
        <ul class="rows ask">
          {(["kept", "moved", "let_go", "mended"] as const)
            .filter((kind) => kind !== "mended" || hasSlipped)
            .map((kind) => (
              <AnswerRow key={kind} kind={kind} onChoose={() => void choose(kind)} />
            ))}
        </ul>
      ) : (
        <AnswerForm promise={promise} answer={chosen} onClose={onClose} />
      )}
    </Sheet>
  );
}

function AnswerRow({ kind, onChoose }: { readonly kind: Answer; readonly onChoose: () => void }) {
  return (
    <li>
      <button type="button" class="ask-row" onClick={onChoose}>
        <span class="glyph" data-hue={kind === "kept" ? "sage" : "honey"}>
          <Icon name={ICONS[kind]} />
        </span>
        <span>
          <b>{t(`promise.do_${kind}`)}</b>
          <span class="quiet small">{t(`promise.about_${kind}`)}</span>
        </span>
        {kind !== "kept" && <Icon name="chevron-right" flips />}
      </button>
    </li>
  );
}
