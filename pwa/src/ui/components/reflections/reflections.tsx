/** Draws its child once the reflections are read; says what to do when they cannot be. */
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { t } from "../../../i18n";
import {
  loadReflections,
  type Reflections,
  type ReflectionsStatus,
} from "../../../state/reflections";
import { useApp } from "../../app";
import { failureWords } from "../../words/failures";
import { Notice } from "../notice/notice";

interface Props {
  readonly children: (reflections: Reflections) => ComponentChildren;
}

/** How far reading them has come, which begins with the first component that asks. */
export function useReflections(): ReflectionsStatus {
  const { context, state } = useApp();
  useEffect(() => {
    void loadReflections(state.reflections, context); /* no await: the signal draws it */
  }, [context, state]);
  return state.reflections.value;
}

export function WithReflections({ children }: Props) {
  const { context, state } = useApp();
  const status = useReflections();
  switch (status.type) {
    case "unread":
    case "loading":
      return <p class="quiet">{t("app.loading")}</p>;
    case "failed":
      return (
        <Notice
          text={failureWords(status.failure)}
          action={{
            label: t("library.retry"),
            run: () => void loadReflections(state.reflections, context),
          }}
        />
      );
    case "ready":
      return <>{children(status.reflections)}</>;
  }
}
