import {
  makeResetLink,
  setDisabled,
  type Person,
  type PersonalLink,
} from "../../../actions/people/people";
import { t } from "../../../i18n";
import { formatNumber } from "../../../i18n/format";
import { Icon } from "../../components/icon/icon";
import { Space } from "./space";
import { useActs } from "./use-acts";

/** A question stands in the place of the ways, and so does a link that was made. */
export type Page = "ways" | "disable" | "delete" | PersonalLink;

interface Props {
  readonly person: Person;
  readonly onPage: (page: Page) => void;
  readonly onDone: (said: string) => void;
}

/** The first page of the sheet: how much is stored, and what can be done. */
export function Ways({ person, onPage, onDone }: Props) {
  const { usedThings, maxThings } = person.quota;
  const used = formatNumber(usedThings);
  return (
    <>
      <div class="person-space">
        <Space person={person} />
        <p class="quiet small">{t("people.things", { used, most: formatNumber(maxThings) })}</p>
      </div>
      {person.isOwner ? (
        <p>{t("people.own")}</p>
      ) : (
        <OfOther person={person} onPage={onPage} onDone={onDone} />
      )}
    </>
  );
}

function OfOther({ person: { account, username, isDisabled }, onPage, onDone }: Props) {
  const { act, isBusy, sheet } = useActs();
  const reset = async (): Promise<void> => {
    const made = await act((context) => makeResetLink(context, account));
    if (made !== null) onPage(made.value);
  };
  const enable = async (): Promise<void> => {
    if (await act((context) => setDisabled(context, account, false))) {
      onDone(t("people.enabled_done", { name: username }));
    }
  };
  const ask = (page: Page) => () => {
    onPage(page);
  };
  return (
    <div class="person-ways" aria-busy={isBusy}>
      <button type="button" class="button" onClick={() => void reset()}>
        {t("people.reset")}
      </button>
      {isDisabled ? (
        <button type="button" class="button" onClick={() => void enable()}>
          {t("people.enable")}
        </button>
      ) : (
        <button type="button" class="button" onClick={ask("disable")}>
          {t("people.disable")}
        </button>
      )}
      <button type="button" class="button destructive" onClick={ask("delete")}>
        <Icon name="trash-2" />
        {t("people.delete")}
      </button>
      {sheet}
    </div>
  );
}
