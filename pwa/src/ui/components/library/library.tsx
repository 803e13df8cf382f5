/** Draws its child once the library is there; says what to do when it is not. */
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { t } from "../../../i18n";
import type { Library } from "../../../model/practices";
import { useApp } from "../../app";
import { Notice } from "../notice/notice";

interface Props {
  readonly children: (library: Library) => ComponentChildren;
}

export function WithLibrary({ children }: Props) {
  const { library } = useApp().state;
  useEffect(() => {
    void library.load(); /* no await: the signal draws it */
  }, [library]);
  const status = library.status.value;
  switch (status.type) {
    case "loading":
      return <p class="quiet">{t("app.loading")}</p>;
    case "failed":
      return (
        <Notice
          text={t("library.failed")}
          action={{ label: t("library.retry"), run: () => void library.load() }}
        />
      );
    case "ready":
      return <>{children(status.library)}</>;
  }
}
