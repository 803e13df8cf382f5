/** What was deleted lately, each with its way back. */
import { addDays } from "../../../core/dates";
import { t } from "../../../i18n";
import { formatDate } from "../../../i18n/format";
import { BIN_DAYS, type Reflection } from "../../../model/reflections";
import type { Reflections } from "../../../state/reflections";
import { useApp } from "../../app";
import { kindName } from "../../words/moments";
import { useReflectionActions } from "./use-reflection-actions";

export function Bin({ reflections }: { readonly reflections: Reflections }) {
  const { calendar } = useApp().state;
  const oldestOn = addDays(calendar.today.value, -BIN_DAYS);
  const binned = reflections.deleted.value.filter(
    ({ deletedAtMs }) => deletedAtMs !== null && calendar.dayOf(deletedAtMs) >= oldestOn,
  );
  if (binned.length === 0) return null;
  return (
    <details class="section">
      <summary class="bin-summary quiet">
        {t("reflections.deleted", { count: binned.length })}
      </summary>
      <ul class="rows">
        {binned.map((reflection) => (
          <BinRow key={reflection.id} reflection={reflection} />
        ))}
      </ul>
    </details>
  );
}

function BinRow({ reflection: { id, kind, on } }: { readonly reflection: Reflection }) {
  const { putBack } = useReflectionActions();
  const name = kindName(kind);
  return (
    <li class="reflection-binned">
      <span>
        <span class="serif">{name}</span>
        <span class="quiet small">{formatDate(on, "medium")}</span>
      </span>
      <button
        type="button"
        class="button"
        aria-label={t("you.put_back_label", { name })}
        onClick={() => void putBack(id)}
      >
        {t("you.put_back")}
      </button>
    </li>
  );
}
