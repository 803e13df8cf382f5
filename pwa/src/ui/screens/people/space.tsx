import type { Person } from "../../../actions/people/people";
import { t } from "../../../i18n";
import { formatSize } from "../../../i18n/format";
import { Meter } from "../../components/meter/meter";

/** How much of its space an account uses: by whichever of the two limits it is closer to. */
export function Space({ person: { username, quota } }: { readonly person: Person }) {
  const { usedBytes, maxBytes, usedThings, maxThings } = quota;
  return (
    <Meter
      label={t("people.space", { name: username })}
      share={Math.max(usedBytes / maxBytes, usedThings / maxThings)}
      text={t("people.space_text", { used: formatSize(usedBytes), most: formatSize(maxBytes) })}
    />
  );
}
