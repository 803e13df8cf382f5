/**
 * One thing as the other person sees it. The preview, the Sharing screen and the partner's own page draw it
 * with this, from the same bytes.
 */
import type { Opened } from "../../../actions/sharing/read";
import { t } from "../../../i18n";
import { formatDate, formatNumber } from "../../../i18n/format";
import type { HabitItem, PromiseItem, SharedItem } from "../../../model/sharing";
import { Icon } from "../icon/icon";
import { Stem } from "../stem/stem";
import "./style.css";

/** At so many times half of the leaves are open; the stem only ever grows. */
const HALF_GROWN = 14;

export function SharedItemRow({ item }: { readonly item: Opened<SharedItem> }) {
  return item.kind === "habit" ? <HabitRow item={item} /> : <PromiseRow item={item} />;
}

const labelOf = (label: string | null): string => label ?? t("app.locked");

function HabitRow({ item }: { readonly item: Opened<HabitItem> }) {
  const { kept, current, best, unit } = item;
  const facts = [
    kept === 0 ? t("shared.started") : t("shared.kept", { count: kept }),
    ...(best === undefined || best === 0 ? [] : [t("shared.best", { count: best })]),
  ];
  return (
    <div class="shared-item">
      <Stem strength={kept / (kept + HALF_GROWN)} />
      <div class="shared-words">
        <bdi class="serif shared-label">{labelOf(item.label)}</bdi>
        <span class="quiet small">{facts.join(" · ")}</span>
        {item.done_today === true && (
          <span class="shared-today small">
            <Icon name="check" />
            {t("shared.done_today")}
          </span>
        )}
      </div>
      {current !== undefined && current !== null && current > 0 && (
        <p class="shared-number">
          <b class="serif numbers">{formatNumber(current)}</b>
          <span class="quiet small">{t(`run.${unit}`, { count: current })}</span>
        </p>
      )}
    </div>
  );
}

function PromiseRow({ item }: { readonly item: Opened<PromiseItem> }) {
  const about = item.kept
    ? t("shared.promise_kept")
    : item.due_on === null
      ? t("shared.promise")
      : t("shared.promise_due", { day: formatDate(item.due_on, "medium") });
  return (
    <div class="shared-item">
      <span class={item.kept ? "glyph" : "glyph waiting"}>
        <Icon name="handshake" />
      </span>
      <div class="shared-words">
        <bdi class="serif shared-label">{labelOf(item.label)}</bdi>
        <span class="quiet small">{about}</span>
      </div>
      {item.kept && <Icon name="check" />}
    </div>
  );
}
