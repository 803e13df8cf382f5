import { useState } from "preact/hooks";
import { nameDevice } from "../../../actions/account/devices";
import { MAX_NAME_CHARACTERS } from "../../../contract/limits";
import { t } from "../../../i18n";
import { AccountForm } from "../../components/account-form/account-form";
import { useSubmit } from "../../components/account-form/use-submit";
import { Field } from "../../components/field/field";
import { Sheet } from "../../components/sheet/sheet";

interface Props {
  readonly name: string;
  readonly onClose: () => void;
}

/** A name for this device, which only its person can read. */
export function RenameSheet({ name, onClose }: Props) {
  const [typed, setTyped] = useState(name);
  const [isEmpty, setIsEmpty] = useState(false);
  const submission = useSubmit([]);
  const send = async (): Promise<void> => {
    setIsEmpty(typed.trim() === "");
    if (typed.trim() === "") return;
    const result = await submission.submit((context) => nameDevice(context, typed));
    if (result.ok) onClose();
  };
  return (
    <Sheet title={t("account.device_name")} onClose={onClose}>
      <AccountForm submission={submission} label={t("account.save")} onSubmit={() => void send()}>
        <Field
          label={t("account.name")}
          hint={t("account.device_name_hint")}
          value={typed}
          problem={isEmpty ? t("account.device_name_empty") : null}
          onInput={setTyped}
          typing={{ maxLength: MAX_NAME_CHARACTERS }}
        />
      </AccountForm>
    </Sheet>
  );
}
