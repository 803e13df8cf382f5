import { useState } from "preact/hooks";
import type { Arrival } from "../../../actions/account/arrival";
import { signIn } from "../../../actions/account/sign-in";
import { t } from "../../../i18n";
import { useApp } from "../../app";
import {
  AccountForm,
  AccountPage,
  UsernameField,
} from "../../components/account-form/account-form";
import { useSubmit } from "../../components/account-form/use-submit";
import { PasswordField } from "../../components/password-field/password-field";
import { ProviderButton } from "../../components/provider-button/provider-button";
import { Arrive } from "./arrive";
import { PasskeyButton } from "./passkey-button";
import { SignedInAlready } from "./signed-in-already";

/** By a passkey, or by name and password; a device that was signed out knows the name. */
export function SignInScreen() {
  const { account } = useApp().state;
  const [arrival, setArrival] = useState<Arrival | null>(null);
  if (arrival !== null) return <Arrive arrival={arrival} />;
  const owner = account.current.value;
  if (owner?.status === "signed-in") return <SignedInAlready />;
  return (
    <AccountPage
      title={t("account.sign_in_title")}
      backTo="/you"
      {...(owner === null ? {} : { lead: t("account.sign_in_again") })}
    >
      <PasskeyButton onArrival={setArrival} />
      <SignInForm knownName={owner?.username ?? ""} onArrival={setArrival} />
      <ProviderButton />
      <p class="aside-links">
        <a class="link" href="/link">
          {t("account.paste_code")}
        </a>
        <a class="link" href="/recover">
          {t("account.forgot")}
        </a>
        <a class="link" href="/sign-up">
          {t("account.no_account")}
        </a>
      </p>
    </AccountPage>
  );
}

interface FormProps {
  readonly knownName: string;
  readonly onArrival: (arrival: Arrival) => void;
}

function SignInForm({ knownName, onArrival }: FormProps) {
  const [username, setUsername] = useState(knownName);
  const [password, setPassword] = useState("");
  const submission = useSubmit(["username", "password"]);
  const { problemAt, submit } = submission;
  const send = async (): Promise<void> => {
    const result = await submit((context) => signIn(context, username, password));
    if (result.ok) onArrival(result.value);
  };
  return (
    <AccountForm
      submission={submission}
      label={t("account.sign_in_submit")}
      onSubmit={() => void send()}
    >
      <UsernameField
        value={username}
        problem={problemAt("username")}
        offersPasskeys
        onInput={setUsername}
      />
      <PasswordField
        label={t("account.password")}
        value={password}
        problem={problemAt("password")}
        onInput={setPassword}
      />
    </AccountForm>
  );
}
