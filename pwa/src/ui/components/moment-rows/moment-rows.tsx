/** Moments to choose from; one that was left half done says so. */
import { useEffect } from "preact/hooks";
import { t } from "../../../i18n";
import type { Moment } from "../../../model/moments";
import { momentAbout, momentName } from "../../words/moments";
import { Icon } from "../icon/icon";
import { LinkRow } from "../link-row/link-row";
import { useReflections } from "../reflections/reflections";

export function MomentRows({ moments }: { readonly moments: readonly Moment[] }) {
  const begun = useBegun();
  return (
    <ul class="rows">
      {moments.map((moment) => (
        <li key={moment.slug}>
          <LinkRow
            href={`/moments/${moment.slug}`}
            hue={moment.hue}
            drawing={<Icon name={moment.glyph} />}
            name={momentName(moment)}
            about={begun.has(moment.slug) ? t("moments.half") : momentAbout(moment)}
          />
        </li>
      ))}
    </ul>
  );
}

/** Which moments wait half done on this device. */
function useBegun(): ReadonlySet<string> {
  const status = useReflections();
  const reflections = status.type === "ready" ? status.reflections : null;
  useEffect(() => {
    void reflections?.readDrafts(); /* no await: the signal draws it */
  }, [reflections]);
  const drafts = reflections?.drafts.value ?? [];
  return new Set(drafts.map(({ moment }) => moment));
}
