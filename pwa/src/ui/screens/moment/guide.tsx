/** The pages of a moment and the way through them. */
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { saveReflection } from "../../../actions/save-reflection";
import { t } from "../../../i18n";
import type { Draft } from "../../../model/drafts";
import type { Moment } from "../../../model/moments";
import { useApp } from "../../app";
import { Icon } from "../../components/icon/icon";
import { insteadOfLink } from "../../instead-of-link";
import { useBack } from "../../trail";
import { askOf, hintOf, momentName, reflectionFailureWords } from "../../words/moments";
import { ASK, StepBody } from "./steps";
import { useWalk, type Walk } from "./use-walk";

export interface Beginning {
  readonly draft: Draft;
  /** It was left half done before. */
  readonly isResumed: boolean;
}

interface Props {
  readonly moment: Moment;
  readonly begun: Beginning;
  readonly onFinish: (draft: Draft) => void;
}

export function Guide({ moment, begun, onFinish }: Props) {
  const walk = useWalk(moment, begun.draft);
  const [isResumed, setIsResumed] = useState(begun.isResumed);
  const finish = useFinish(walk, onFinish);
  const isLast = walk.at === walk.steps.length - 1;
  return (
    <form
      class="guide"
      onSubmit={(event) => {
        event.preventDefault();
        if (isLast) void finish(); /* no await: it closes the page itself, or says why not */
        else walk.go(1);
      }}
    >
      <Top moment={moment} walk={walk} />
      {isResumed && (
        <Resumed
          onStartOver={() => {
            walk.startOver();
            setIsResumed(false);
          }}
        />
      )}
      <Page key={walk.step.id} moment={moment} walk={walk} />
      {moment.isAboutHarm === true && walk.at === 0 && <Afraid />}
      <div class="guide-foot buttons">
        {walk.at > 0 && (
          <button
            type="button"
            class="button"
            onClick={() => {
              walk.go(-1);
            }}
          >
            {t("moment.back")}
          </button>
        )}
        <button type="submit" class="button primary">
          {t(isLast ? "moment.finish" : "moment.next")}
        </button>
      </div>
    </form>
  );
}

function Top({ moment, walk: { at, steps } }: { readonly moment: Moment; readonly walk: Walk }) {
  return (
    <header class="guide-top">
      <p class="guide-name quiet">{momentName(moment)}</p>
      <span class="guide-marks" role="img" aria-label={progressWords(at, steps.length)}>
        {steps.map(({ id }, place) => (
          <i key={id} class={place <= at ? "passed" : undefined} />
        ))}
      </span>
      <a
        class="icon-button"
        href="/practices"
        aria-label={t("moment.close")}
        onClick={insteadOfLink(useBack("/practices"))}
      >
        <Icon name="x" />
      </a>
    </header>
  );
}

const progressWords = (at: number, count: number): string =>
  t("moment.progress", { at: at + 1, count });

function Resumed({ onStartOver }: { readonly onStartOver: () => void }) {
  return (
    <p class="guide-resumed quiet">
      {t("moment.resumed")}{" "}
      <button type="button" class="link" onClick={onStartOver}>
        {t("moment.start_over")}
      </button>
    </p>
  );
}

/** One step; its question takes the focus, so that a reader hears it and Tab leads on to the answer. */
function Page({ moment, walk }: { readonly moment: Moment; readonly walk: Walk }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    heading.current?.focus({ preventScroll: true });
    scrollTo({ top: 0 });
  }, []);
  return (
    <section class="guide-page" data-step={walk.step.kind} aria-labelledby={ASK}>
      <h1 class="guide-ask" id={ASK} ref={heading} tabIndex={-1}>
        {askOf(moment, walk.step)}
      </h1>
      <p class="guide-hint quiet" id={`${ASK}-hint`}>
        {hintOf(moment, walk.step)}
      </p>
      <StepBody moment={moment} walk={walk} />
    </section>
  );
}

function Afraid() {
  return (
    <p class="guide-afraid quiet">
      {t("moment.afraid")}{" "}
      <a class="link" href="/info">
        {t("moment.help")}
      </a>
    </p>
  );
}

function useFinish(walk: Walk, onFinish: (draft: Draft) => void): () => Promise<void> {
  const { context, state } = useApp();
  return async () => {
    const { id, moment: kind, on, mood, answers } = walk.draft;
    const result = await saveReflection(context, { id, kind, on, mood, answers });
    if (!result.ok) {
      state.toasts.show({ kind: "fault", text: reflectionFailureWords(result.failure) });
      return;
    }
    void state.device.persist(); /* no await: the browser may ask the person first */
    await walk.end();
    onFinish(walk.draft);
  };
}
