/** The ceremony of a recovery key: it is shown once, taken away by its person, and checked. */
import { useState } from "preact/hooks";
import {
  groupRecoveryKey,
  recoveryKeyText,
  tidyCode,
  type RecoveryKeyBytes,
} from "../../../actions/account/recovery-text";
import { t } from "../../../i18n";
import { download } from "../../download";
import { useCopy } from "../../use-copy";
import { Field } from "../field/field";
import { Icon } from "../icon/icon";
import { Said } from "../shown-code/shown-code";
import "./style.css";

interface Props {
  readonly recoveryKey: RecoveryKeyBytes;
  readonly username: string;
  /** The person has shown that they have it. */
  readonly onDone: () => void;
  readonly isBusy?: boolean;
}

const CHECKED_CHARACTERS = 4;

export function RecoveryKeyCeremony({ recoveryKey, username, onDone, isBusy = false }: Props) {
  const text = recoveryKeyText(recoveryKey);
  const groups = groupRecoveryKey(text);
  return (
    <div class="stack">
      <p>{t("account.key_lead")}</p>
      <figure class="recovery-key">
        <p class="recovery-key-groups">
          {groups.map((group) => (
            <span key={group}>{group} </span>
          ))}
        </p>
        <figcaption class="quiet">
          <bdi>{t("account.key_for", { username, server: location.host })}</bdi>
        </figcaption>
      </figure>
      <KeepingWays shown={groups.join(" ")} username={username} />
      <p class="quiet">{t("account.key_keep")}</p>
      <Check end={text.slice(-CHECKED_CHARACTERS)} onDone={onDone} isBusy={isBusy} />
    </div>
  );
}

function KeepingWays({ shown, username }: { readonly shown: string; readonly username: string }) {
  const { copy, said } = useCopy();
  const file = t("account.key_file", { key: shown, username, server: location.host });
  return (
    <div>
      <div class="buttons">
        <button
          type="button"
          class="button"
          onClick={() => void copy(shown, t("account.key_copied"))}
        >
          {t("account.key_copy")}
        </button>
        <button
          type="button"
          class="button"
          onClick={() => {
            print();
          }}
        >
          {t("account.key_print")}
        </button>
        <button
          type="button"
          class="button"
          onClick={() => {
            download("kept-recovery-key.txt", file, "text/plain");
          }}
        >
          <Icon name="download" />
          {t("account.key_save")}
        </button>
      </div>
      <Said text={said} />
    </div>
  );
}

interface CheckProps {
  readonly end: string;
  readonly onDone: () => void;
  readonly isBusy: boolean;
}

function Check({ end, onDone, isBusy }: CheckProps) {
  const [typed, setTyped] = useState("");
  const [isWrong, setIsWrong] = useState(false);
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const isRight = tidyCode(typed) === end;
        setIsWrong(!isRight);
        if (isRight) onDone();
      }}
    >
      <Field
        label={t("account.key_check")}
        hint={t("account.key_check_hint")}
        value={typed}
        problem={isWrong ? t("account.key_check_wrong") : null}
        onInput={setTyped}
        typing={{ autoCapitalize: "characters", spellcheck: false }}
      />
      <button type="submit" class="button primary wide" disabled={isBusy}>
        {t(isBusy ? "account.busy" : "account.key_done")}
      </button>
    </form>
  );
}
