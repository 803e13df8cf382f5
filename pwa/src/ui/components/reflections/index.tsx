/** Draws its child once the reflections are read; says what to do when they cannot be. */
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { t } from "../../../i18n";
import type { Reflections } from "../../../state/reflections";
import { useKept } from "../../kept";
import { failureWords } from "../../words/failures";
import { Notice } from "../notice";

interface Props {
  readonly children: (reflections: Reflections) => ComponentChildren;
}

export function WithReflections({ children }: Props) {
  const { reflections } = useKept().state;
  useEffect(() => {
    void reflections.load(); /* no await: the signal draws it */
  }, [reflections]);
  const status = reflections.status.value;
  switch (status.type) {
    case "loading":
      return <p class="quiet">{t("app.loading")}</p>;
    case "failed":
      return (
        <Notice
          text={status.failure === null ? t("fault.page") : failureWords(status.failure)}
          action={{ label: t("library.retry"), run: () => void reflections.load() }}
        />
      );
    case "ready":
      return <>{children(status.reflections)}</>;
  }
}
