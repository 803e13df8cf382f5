import { useState } from "preact/hooks";
import type { Arrival } from "../../../actions/account/arrival";
import { recover } from "../../../actions/account/recover";
import { t } from "../../../i18n";
import { useApp } from "../../app";
import {
  AccountForm,
  AccountPage,
  RecoveryKeyField,
  UsernameField,
} from "../../components/account-form/account-form";
import { useSubmit } from "../../components/account-form/use-submit";
import { PasswordField } from "../../components/password-field/password-field";
import { Arrive } from "./arrive";

/** The password is forgotten and the recovery key is at hand. */
export function RecoverScreen() {
  const { account } = useApp().state;
  const [arrival, setArrival] = useState<Arrival | null>(null);
  if (arrival !== null) return <Arrive arrival={arrival} />;
  return (
    <AccountPage
      title={t("account.recover_title")}
      lead={t("account.recover_lead")}
      backTo="/sign-in"
    >
      <RecoverForm knownName={account.current.value?.username ?? ""} onArrival={setArrival} />
      <p class="quiet small">{t("account.recover_none")}</p>
    </AccountPage>
  );
}

interface FormProps {
  readonly knownName: string;
  readonly onArrival: (arrival: Arrival) => void;
}

function RecoverForm({ knownName, onArrival }: FormProps) {
  const [username, setUsername] = useState(knownName);
  const [recoveryKey, setRecoveryKey] = useState("");
  const [password, setPassword] = useState("");
  const submission = useSubmit(["username", "recovery", "password"]);
  const { problemAt, submit } = submission;
  const send = async (): Promise<void> => {
    const result = await submit((context) => recover(context, username, recoveryKey, password));
    if (result.ok) onArrival(result.value);
  };
  return (
    <AccountForm
      submission={submission}
      label={t("account.recover_submit")}
      onSubmit={() => void send()}
    >
      <UsernameField value={username} problem={problemAt("username")} onInput={setUsername} />
      <RecoveryKeyField
        value={recoveryKey}
        problem={problemAt("recovery")}
        onInput={setRecoveryKey}
      />
      <PasswordField
        label={t("account.new_password")}
        isNew
        value={password}
        problem={problemAt("password")}
        onInput={setPassword}
      />
    </AccountForm>
  );
}
