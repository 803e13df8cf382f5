/** One passkey: its name, what it opens, and taking it away. */
import { useState } from "preact/hooks";
import { type NamedPasskey, renamePasskey } from "../../../actions/passkeys/list";
import { MAX_NAME_CHARACTERS } from "../../../contract/limits";
import { t } from "../../../i18n";
import { AccountForm } from "../../components/account-form/account-form";
import { useSubmit } from "../../components/account-form/use-submit";
import { Field } from "../../components/field/field";
import { Icon } from "../../components/icon/icon";
import { Sheet } from "../../components/sheet/sheet";

interface Props {
  readonly passkey: NamedPasskey;
  readonly onClose: () => void;
  readonly onChanged: () => void;
  readonly onRemove: () => void;
  readonly onLetOpen: () => void;
}

export function PasskeySheet({ passkey, onClose, onChanged, onRemove, onLetOpen }: Props) {
  const [typed, setTyped] = useState(passkey.name ?? "");
  const [isEmpty, setIsEmpty] = useState(false);
  const submission = useSubmit([]);
  const save = async (): Promise<void> => {
    setIsEmpty(typed.trim() === "");
    if (typed.trim() === "") return;
    const result = await submission.submit((context) => renamePasskey(context, passkey.id, typed));
    if (!result.ok) return;
    onClose();
    onChanged();
  };
  return (
    <Sheet title={passkey.name ?? t("passkey.unnamed")} onClose={onClose}>
      <p class="quiet">{t(passkey.isSynced ? "passkey.synced" : "passkey.one_device")}</p>
      {!passkey.canOpen && (
        <>
          <p>{t("passkey.cannot_open")}</p>
          <button type="button" class="button wide" onClick={onLetOpen}>
            {t("passkey.let_open")}
          </button>
        </>
      )}
      <AccountForm submission={submission} label={t("account.save")} onSubmit={() => void save()}>
        <Field
          label={t("account.name")}
          hint={t("account.device_name_hint")}
          value={typed}
          problem={isEmpty ? t("passkey.name_empty") : null}
          onInput={setTyped}
          typing={{ maxLength: MAX_NAME_CHARACTERS }}
        />
      </AccountForm>
      <button type="button" class="button destructive wide" onClick={onRemove}>
        <Icon name="trash-2" />
        {t("passkey.remove")}
      </button>
      <p class="quiet small">{t("passkey.remove_note")}</p>
    </Sheet>
  );
}
