/** The last page of a moment: a kind word, and the small step that may follow from it. */
import { useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../../../i18n";
import type { Draft } from "../../../model/drafts";
import type { Moment } from "../../../model/moments";
import { Icon } from "../../components/icon/icon";
import { momentEnd } from "../../words/moments";
import { NextSteps } from "./next-steps";

interface Props {
  readonly moment: Moment;
  readonly draft: Draft;
}

export function Closing({ moment, draft }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    heading.current?.focus();
  }, []);
  return (
    <div class="closing">
      <span class="glyph closing-glyph">
        <Icon name={moment.glyph} />
      </span>
      <p class="quiet">{t("moment.saved")}</p>
      <h1 class="guide-ask" ref={heading} tabIndex={-1}>
        {momentEnd(moment)}
      </h1>
      <p class="quiet closing-private">{t("moment.private")}</p>
      <NextSteps moment={moment} answers={draft.answers} on={draft.on} />
      <div class="guide-foot closing-ways">
        <a class="button primary wide" href="/">
          {t("moment.to_today")}
        </a>
        <a class="link" href={`/reflections/${draft.id}`}>
          {t("moment.read_again")}
        </a>
      </div>
    </div>
  );
}
