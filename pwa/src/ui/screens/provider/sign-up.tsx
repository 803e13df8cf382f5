/** Who came from the provider has no account here yet: it takes a name, and the recovery key that opens the words. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { Arrival } from "../../../actions/account/arrival";
import { signUpByProvider } from "../../../actions/account/provider";
import {
  mintNewKeys,
  readSignUpMode,
  type NewKeys,
  type SignUpMode,
} from "../../../actions/account/sign-up";
import { t } from "../../../i18n";
import {
  AccountForm,
  AccountPage,
  UsernameField,
} from "../../components/account-form/account-form";
import { useSubmit } from "../../components/account-form/use-submit";
import { Field } from "../../components/field/field";
import { RecoveryKeyCeremony } from "../../components/recovery-key/recovery-key";
import { takeJoin } from "../../pending-join";
import { Arrive, useSettleIn } from "../account/arrive";
import { readToken } from "../account/token";

interface Made {
  readonly arrival: Arrival;
  readonly keys: NewKeys;
}

export function SignUpByProvider() {
  const mode = useMode();
  const [made, setMade] = useState<Made | null>(null);
  if (made !== null) return <Ceremony made={made} />;
  if (mode === "closed") {
    return (
      <AccountPage title={t("account.sign_up_title")} backTo="/you">
        <p>{t("account.closed")}</p>
      </AccountPage>
    );
  }
  return (
    <AccountPage title={t("account.sign_up_title")} lead={t("provider.new")} backTo="/you">
      <p class="quiet">{t("provider.new_more")}</p>
      <SignUpForm needsToken={mode === "set_up" || mode === "invite"} onMade={setMade} />
    </AccountPage>
  );
}

/** Who may sign up; null until that is known. */
function useMode(): SignUpMode | null {
  const [mode, setMode] = useState<SignUpMode | null>(null);
  useEffect(() => {
    const ask = async (): Promise<void> => {
      const answer = await readSignUpMode();
      if (answer.ok) setMode(answer.value.mode);
    };
    void ask(); /* no await: the state draws it */
  }, []);
  return mode;
}

interface FormProps {
  readonly needsToken: boolean;
  readonly onMade: (made: Made) => void;
}

function SignUpForm({ needsToken, onMade }: FormProps) {
  const [username, setUsername] = useState("");
  const [invite, setInvite] = useState(takeJoin);
  // The same keys each time it is sent: after a lost answer it is then the same sign-up.
  const keys = useRef<NewKeys | null>(null);
  const submission = useSubmit(["username", "invite"]);
  const { problemAt, submit } = submission;
  const send = async (): Promise<void> => {
    const result = await submit((context) => {
      keys.current ??= mintNewKeys();
      return signUpByProvider(context, keys.current, { username, invite: readToken(invite) });
    });
    if (result.ok && keys.current !== null) {
      onMade({ arrival: result.value, keys: keys.current });
    }
  };
  return (
    <AccountForm
      submission={submission}
      label={t("account.sign_up_submit")}
      onSubmit={() => void send()}
    >
      {needsToken && (
        <Field
          label={t("account.invite")}
          hint={t("account.invite_hint")}
          value={invite}
          problem={problemAt("invite")}
          onInput={setInvite}
          typing={{ name: "invite", autoCapitalize: "none", spellcheck: false }}
        />
      )}
      <UsernameField
        value={username}
        hint={t("account.username_hint")}
        problem={problemAt("username")}
        onInput={setUsername}
      />
    </AccountForm>
  );
}

/** The account stands from here on; who walks away without the check finds it open on this device too. */
function Ceremony({ made: { arrival, keys } }: { readonly made: Made }) {
  const { settle } = useSettleIn();
  const [isKept, setIsKept] = useState(false);
  const isChecked = useRef(false);
  useEffect(
    () => () => {
      if (!isChecked.current) void settle(arrival, "local"); /* no await: the page reloads */
    },
    [],
  );
  if (isKept) return <Arrive arrival={arrival} isNew />;
  return (
    <AccountPage title={t("account.key_title")}>
      <RecoveryKeyCeremony
        recoveryKey={keys.recoveryKey}
        username={arrival.session.username}
        onDone={() => {
          isChecked.current = true;
          setIsKept(true);
        }}
      />
    </AccountPage>
  );
}
