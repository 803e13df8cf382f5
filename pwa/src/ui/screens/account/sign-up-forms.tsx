/** The two forms of a new account: one press with a passkey, or a password. */
import { useEffect, useState } from "preact/hooks";
import type { Arrival } from "../../../actions/account/arrival";
import {
  mintNewKeys,
  type NewKeys,
  signUp,
  type SignUpMode,
} from "../../../actions/account/sign-up";
import { canUsePasskeys, prefersPasskeys } from "../../../actions/passkeys/browser";
import { t } from "../../../i18n";
import { AccountForm, UsernameField } from "../../components/account-form/account-form";
import { type Submission, useSubmit } from "../../components/account-form/use-submit";
import { Field } from "../../components/field/field";
import { PasswordField } from "../../components/password-field/password-field";
import { usePasskeySignUp } from "./passkey-sign-up";
import { readToken } from "./token";

/** An account that stands, and what only this page knows of it. */
export interface Made {
  readonly arrival: Arrival;
  readonly keys: NewKeys;
  /** False where the only way in signs in and opens no words: the recovery key does, or this device. */
  readonly opensElsewhere: boolean;
}

interface Props {
  readonly mode: SignUpMode;
  readonly token: string;
  readonly onMade: (made: Made) => void;
}

/** What is typed into either form stays when the other is chosen. */
interface FormProps extends Props {
  readonly username: string;
  readonly onUsername: (typed: string) => void;
  readonly invite: string;
  readonly onInvite: (typed: string) => void;
  /** The same each time it is sent: after a lost answer it is then the same sign-up. */
  readonly keys: NewKeys;
}

export function SignUpForms(props: Props) {
  const [byPasskey, setByPasskey] = useState<boolean | null>(null);
  const [username, onUsername] = useState("");
  const [invite, onInvite] = useState(props.token);
  const [keys] = useState(mintNewKeys);
  useEffect(() => {
    const choose = async (): Promise<void> => {
      const prefers = await prefersPasskeys();
      setByPasskey((chosen) => chosen ?? prefers);
    };
    void choose(); /* no await: the state draws it */
  }, []);
  if (byPasskey === null) return <p class="quiet">{t("account.busy")}</p>;
  const Form = byPasskey ? PasskeyForm : PasswordForm;
  return (
    <>
      {props.mode === "first" && <p class="quiet">{t("account.sign_up_first")}</p>}
      <Form {...props} {...{ username, onUsername, invite, onInvite, keys }} />
      {canUsePasskeys() && (
        <button
          type="button"
          class="link"
          onClick={() => {
            setByPasskey(!byPasskey);
          }}
        >
          {t(byPasskey ? "passkey.use_password" : "passkey.use_instead")}
        </button>
      )}
    </>
  );
}

function PasskeyForm(props: FormProps) {
  const { username, invite, keys, onMade } = props;
  const submission = useSubmit(["username", "invite"]);
  const { send, isHalfDone } = usePasskeySignUp(submission, ({ arrival, opensElsewhere }) => {
    onMade({ arrival, keys: keys, opensElsewhere });
  });
  return (
    <AccountForm
      submission={submission}
      label={t(isHalfDone ? "passkey.finish" : "passkey.sign_up")}
      onSubmit={() => void send(keys, { username, invite: readToken(invite) })}
    >
      <Who {...props} submission={submission} />
      <p class="quiet">{t(isHalfDone ? "passkey.once_more" : "passkey.sign_up_text")}</p>
    </AccountForm>
  );
}

function PasswordForm(props: FormProps) {
  const { username, invite, keys, onMade } = props;
  const [password, setPassword] = useState("");
  const submission = useSubmit(["username", "password", "invite"]);
  const send = async (): Promise<void> => {
    const form = { username, password, invite: readToken(invite) };
    const result = await submission.submit((context) => signUp(context, keys, form));
    if (result.ok) onMade({ arrival: result.value, keys: keys, opensElsewhere: true });
  };
  return (
    <AccountForm
      submission={submission}
      label={t("account.sign_up_submit")}
      onSubmit={() => void send()}
    >
      <Who {...props} submission={submission} />
      <PasswordField
        label={t("account.password")}
        isNew
        value={password}
        problem={submission.problemAt("password")}
        onInput={setPassword}
      />
    </AccountForm>
  );
}

/** The invitation, where one is needed and did not come with the link, and the name. */
function Who({
  mode,
  token,
  username,
  onUsername,
  invite,
  onInvite,
  submission: { problemAt },
}: FormProps & { readonly submission: Submission }) {
  const needsToken = mode === "set_up" || mode === "invite";
  return (
    <>
      {(needsToken || token !== "") && (token === "" || problemAt("invite") !== null) && (
        <Field
          label={t(mode === "set_up" ? "account.setup" : "account.invite")}
          hint={t(mode === "set_up" ? "account.setup_hint" : "account.invite_hint")}
          value={invite}
          problem={problemAt("invite")}
          onInput={onInvite}
          typing={{ name: "invite", autoCapitalize: "none", spellcheck: false }}
        />
      )}
      <UsernameField
        value={username}
        hint={t("account.username_hint")}
        problem={problemAt("username")}
        onInput={onUsername}
      />
    </>
  );
}
