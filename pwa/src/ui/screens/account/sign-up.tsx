/** An account is made. /join is the same, with an invitation in the fragment of its link. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { AccountFailure } from "../../../actions/account/failures";
import { readSignUpMode, type SignUpMode } from "../../../actions/account/sign-up";
import { t } from "../../../i18n";
import { useApp } from "../../app";
import { AccountPage } from "../../components/account-form/account-form";
import { Icon } from "../../components/icon/icon";
import { ProviderButton } from "../../components/provider-button/provider-button";
import { RecoveryKeyCeremony } from "../../components/recovery-key/recovery-key";
import { accountFailureWords } from "../../words/account-failures";
import { Arrive, useSettleIn } from "./arrive";
import { type Made, SignUpForms } from "./sign-up-forms";
import { SignedInAlready } from "./signed-in-already";
import { takeToken } from "./token";

export function SignUpScreen() {
  const { account } = useApp().state;
  const [token] = useState(takeToken);
  const [made, setMade] = useState<Made | null>(null);
  if (made !== null) return <Ceremony made={made} />;
  if (account.current.value?.status === "signed-in") return <SignedInAlready />;
  return (
    <AccountPage
      title={t("account.sign_up_title")}
      lead={t(token === "" ? "account.sign_up_lead" : "account.invited")}
      backTo="/you"
    >
      <Honest />
      <ByMode token={token} onMade={setMade} />
      <ProviderButton invite={token} />
      <p class="aside-links">
        <a class="link" href="/sign-in">
          {t("account.have_account")}
        </a>
      </p>
    </AccountPage>
  );
}

function Honest() {
  return (
    <div class="honest">
      <Icon name="shield" />
      <div>
        <p>
          <b>{t("account.honest")}</b>
        </p>
        <p>{t("account.honest_more")}</p>
      </div>
    </div>
  );
}

type Mode = SignUpMode | "loading" | AccountFailure;

interface FormProps {
  readonly token: string;
  readonly onMade: (made: Made) => void;
}

/** Who may sign up is the server's to say, so it is asked first. */
function ByMode({ token, onMade }: FormProps) {
  const [mode, setMode] = useState<Mode>("loading");
  const ask = async (): Promise<void> => {
    setMode("loading");
    const answer = await readSignUpMode();
    setMode(answer.ok ? answer.value.mode : answer.failure);
  };
  useEffect(() => {
    void ask(); /* no await: the state draws it */
  }, []);
  if (mode === "loading") return <p class="quiet">{t("account.busy")}</p>;
  if (typeof mode !== "string") {
    return (
      <>
        <p role="alert">{accountFailureWords(mode)}</p>
        <button type="button" class="button" onClick={() => void ask()}>
          {t("account.retry")}
        </button>
      </>
    );
  }
  if (mode === "closed" && token === "") return <p>{t("account.closed")}</p>;
  return <SignUpForms mode={mode} token={token} onMade={onMade} />;
}

/** The account stands from here on; who walks away without the check finds it open on this device too. */
function Ceremony({ made: { arrival, keys, opensElsewhere } }: { readonly made: Made }) {
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
      {!opensElsewhere && <p class="notice-text">{t("passkey.only_signs_in")}</p>}
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
