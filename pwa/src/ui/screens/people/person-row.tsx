import type { Person } from "../../../actions/people/people";
import { t } from "../../../i18n";
import { formatDate } from "../../../i18n/format";
import { Icon } from "../../components/icon/icon";
import { Space } from "./space";

interface Props {
  readonly person: Person;
  readonly onOpen: () => void;
}

/** One account; what can be done with it is in its sheet. */
export function PersonRow({ person, onOpen }: Props) {
  const { username, createdOn, isOwner, isDisabled } = person;
  const since = t("people.since", { day: formatDate(createdOn, "long") });
  return (
    <button type="button" class="person-row" onClick={onOpen}>
      <span class="person-words">
        <span class="person-name">
          <bdi class="serif">{username}</bdi>
          {isDisabled && <span class="pill">{t("people.disabled")}</span>}
        </span>
        <span class="quiet small">{isOwner ? `${since} · ${t("people.you")}` : since}</span>
        <Space person={person} />
      </span>
      <Icon name="chevron-right" flips />
    </button>
  );
}
