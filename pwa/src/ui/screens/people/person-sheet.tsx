/** What the server's owner can do for one person, and to their account; what is hard to undo is asked once more. */
import { useState } from "preact/hooks";
import {
  removePerson,
  setDisabled,
  type Person,
  type PersonalLink,
} from "../../../actions/people/people";
import { t } from "../../../i18n";
import { formatMoment } from "../../../i18n/format";
import { useApp } from "../../app";
import { LinkCard } from "../../components/link-card/link-card";
import { Sheet } from "../../components/sheet/sheet";
import { useActs } from "./use-acts";
import { Ways, type Page } from "./ways";

interface Props {
  readonly person: Person;
  readonly onClose: () => void;
  /** The list is not true any more. */
  readonly onChanged: () => void;
}

export function PersonSheet({ person, onClose, onChanged }: Props) {
  const { toasts } = useApp().state;
  const { act, isBusy, sheet } = useActs();
  const [page, setPage] = useState<Page>("ways");
  const name = person.username;
  const finish = (said: string): void => {
    toasts.show({ kind: "calm", text: said });
    onClose();
    onChanged();
  };
  const disable = async (): Promise<void> => {
    if (await act((context) => setDisabled(context, person.account, true))) {
      finish(t("people.disabled_done", { name }));
    }
  };
  const remove = async (): Promise<void> => {
    if (await act((context) => removePerson(context, person.account))) {
      finish(t("people.deleted_done", { name }));
    }
  };
  const asking = {
    isBusy,
    onCancel: () => {
      setPage("ways");
    },
  };
  return (
    <>
      <Sheet
        title={titleOf(page, name)}
        {...(person.isDisabled ? { over: t("people.disabled") } : {})}
        onClose={onClose}
      >
        {page === "ways" && <Ways person={person} onPage={setPage} onDone={finish} />}
        {page === "disable" && (
          <Question
            {...asking}
            text={t("people.disable_text")}
            label={t("people.disable_confirm")}
            onConfirm={() => void disable()}
          />
        )}
        {page === "delete" && (
          <Question
            {...asking}
            text={t("people.delete_text")}
            label={t("people.delete_confirm")}
            onConfirm={() => void remove()}
          />
        )}
        {typeof page === "object" && <ResetLink name={name} made={page} />}
      </Sheet>
      {sheet}
    </>
  );
}

function titleOf(page: Page, name: string): string {
  if (page === "disable") return t("people.disable_title", { name });
  return page === "delete" ? t("people.delete_title", { name }) : name;
}

interface QuestionProps {
  readonly text: string;
  readonly label: string;
  readonly isBusy: boolean;
  readonly onCancel: () => void;
  readonly onConfirm: () => void;
}

const Question = ({ text, label, isBusy, onCancel, onConfirm }: QuestionProps) => (
  <>
    <p>{text}</p>
    <div class="buttons">
      <button type="button" class="button" onClick={onCancel}>
        {t("people.cancel")}
      </button>
      <button
        type="button"
        class="button destructive primary"
        aria-disabled={isBusy}
        onClick={onConfirm}
      >
        {isBusy ? t("account.busy") : label}
      </button>
    </div>
  </>
);

const ResetLink = ({ name, made }: { readonly name: string; readonly made: PersonalLink }) => (
  <LinkCard label={t("people.reset")} qrLabel={t("people.reset_qr")} link={made.link}>
    <p>{t("people.reset_text", { name })}</p>
    <p class="quiet small">{t("people.until", { when: formatMoment(made.expiresAtMs) })}</p>
  </LinkCard>
);
