/** What a person calls the other, for themselves alone. */
import { useState } from "preact/hooks";
import type { Partner } from "../../../actions/sharing/read";
import { renamePartner } from "../../../actions/sharing/rename-partner";
import { MAX_NAME_CHARACTERS } from "../../../contract/limits";
import { t } from "../../../i18n";
import { useApp } from "../../app";
import { Field } from "../../components/field/field";
import { Sheet } from "../../components/sheet/sheet";
import { failureWords } from "../../words/failures";

interface Props {
  readonly partner: Partner;
  readonly onChange: () => void;
  readonly onClose: () => void;
}

export function RenameSheet({ partner, onChange, onClose }: Props) {
  const { context } = useApp();
  const [name, setName] = useState(partner.name);
  const [problem, setProblem] = useState<string | null>(null);
  const save = async (): Promise<void> => {
    const result = await renamePartner(context, partner.pair, name);
    if (!result.ok) {
      setProblem(failureWords(result.failure));
      return;
    }
    onChange();
    onClose();
  };
  return (
    <Sheet title={t("together.rename_title", { name: partner.name })} onClose={onClose}>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save(); /* no await: it closes the sheet, or shows why not */
        }}
      >
        <Field
          label={t("account.name")}
          hint={t("together.rename_hint")}
          value={name}
          problem={problem}
          onInput={setName}
          typing={{ maxLength: MAX_NAME_CHARACTERS }}
        />
        <button type="submit" class="button primary wide">
          {t("account.save")}
        </button>
      </form>
    </Sheet>
  );
}
