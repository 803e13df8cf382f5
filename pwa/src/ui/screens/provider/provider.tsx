/** Where the browser comes back to from the provider: what it proved is used, or it says why there is nothing to use. */
import { useEffect, useState } from "preact/hooks";
import type { Arrival } from "../../../actions/account/arrival";
import type { AccountFailure } from "../../../actions/account/failures";
import {
  providerStart,
  signInByProvider,
  type ProviderPurpose,
} from "../../../actions/account/provider";
import type { Result } from "../../../core/result";
import { t } from "../../../i18n";
import { useApp } from "../../app";
import { AccountPage } from "../../components/account-form/account-form";
import { accountFailureWords } from "../../words/account-failures";
import { Arrive } from "../account/arrive";
import { Connecting } from "./connecting";
import { SignUpByProvider } from "./sign-up";

interface CameBack {
  readonly purpose: ProviderPurpose;
  /** The server's word for why there is no proof. */
  readonly problem: string | null;
}

export function ProviderScreen() {
  const [{ purpose, problem }] = useState(readAddress);
  if (problem !== null) return <Problem purpose={purpose} text={problemWords(problem)} />;
  return purpose === "sign_in" ? <SigningIn /> : <Connecting purpose={purpose} />;
}

function readAddress(): CameBack {
  const given = new URLSearchParams(location.search);
  const purpose = given.get("purpose");
  return {
    purpose: purpose === "connect" || purpose === "step_up" ? purpose : "sign_in",
    problem: given.get("problem"),
  };
}

type Answer = Result<Arrival | null, AccountFailure> | null;

function SigningIn() {
  const { context } = useApp();
  const [answer, setAnswer] = useState<Answer>(null);
  const [isAgreed, setIsAgreed] = useState(false);
  useEffect(() => {
    const ask = async (): Promise<void> => {
      setAnswer(await signInByProvider(context));
    };
    void ask(); /* no await: the state draws it */
  }, [context]);
  if (answer === null) return <AccountPage title={t("account.busy")}>{null}</AccountPage>;
  if (!answer.ok) return <Problem purpose="sign_in" text={accountFailureWords(answer.failure)} />;
  if (answer.value === null) return <SignUpByProvider />;
  if (isAgreed) return <Arrive arrival={answer.value} />;
  return (
    <AccountPage title={t("provider.known_title")} lead={t("provider.known")}>
      <p>{t("provider.known_more")}</p>
      <button
        type="button"
        class="button primary wide"
        onClick={() => {
          setIsAgreed(true);
        }}
      >
        {t("provider.go")}
      </button>
    </AccountPage>
  );
}

interface ProblemProps {
  readonly purpose: ProviderPurpose;
  readonly text: string;
}

function Problem({ purpose, text }: ProblemProps) {
  const isSignIn = purpose === "sign_in";
  return (
    <AccountPage
      title={t("provider.problem_title")}
      lead={text}
      backTo={isSignIn ? "/sign-in" : "/you/account"}
    >
      <button
        type="button"
        class="button primary wide"
        onClick={() => {
          location.assign(providerStart(purpose));
        }}
      >
        {t("account.retry")}
      </button>
      {isSignIn && (
        <p class="aside-links">
          <a class="link" href="/recover">
            {t("provider.by_recovery_key")}
          </a>
        </p>
      )}
    </AccountPage>
  );
}

const problemWords = (problem: string): string =>
  accountFailureWords(
    problem === "too_many"
      ? { type: "too-many", retryAfterSeconds: 60 }
      : { type: "refused", status: 403, code: problem },
  );
