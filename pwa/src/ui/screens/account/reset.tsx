import { useState } from "preact/hooks";
import type { Arrival } from "../../../actions/account/arrival";
import { resetPassword } from "../../../actions/account/reset-password";
import { t } from "../../../i18n";
import { AccountForm, AccountPage } from "../../components/account-form/account-form";
import { useSubmit } from "../../components/account-form/use-submit";
import { PasswordField } from "../../components/password-field/password-field";
import { Arrive } from "./arrive";
import { takeToken } from "./token";

/** By a link of the host; its secret stands in the fragment, which is never sent. */
export function ResetScreen() {
  const [token] = useState(takeToken);
  const [arrival, setArrival] = useState<Arrival | null>(null);
  if (arrival !== null) return <Arrive arrival={arrival} />;
  if (token === "") {
    return (
      <AccountPage title={t("account.reset_title")} backTo="/sign-in">
        <p>{t("account.reset_missing")}</p>
        <div class="buttons">
          <a class="button" href="/recover">
            {t("account.forgot")}
          </a>
          <a class="button primary" href="/sign-in">
            {t("account.sign_in")}
          </a>
        </div>
      </AccountPage>
    );
  }
  return (
    <AccountPage title={t("account.reset_title")} lead={t("account.reset_lead")}>
      <ResetForm token={token} onArrival={setArrival} />
    </AccountPage>
  );
}

interface FormProps {
  readonly token: string;
  readonly onArrival: (arrival: Arrival) => void;
}

function ResetForm({ token, onArrival }: FormProps) {
  const [password, setPassword] = useState("");
  const submission = useSubmit(["password"]);
  const { problemAt, submit } = submission;
  const send = async (): Promise<void> => {
    const result = await submit((context) => resetPassword(context, token, password));
    if (result.ok) onArrival(result.value);
  };
  return (
    <AccountForm
      submission={submission}
      label={t("account.reset_submit")}
      onSubmit={() => void send()}
    >
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
