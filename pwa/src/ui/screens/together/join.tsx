/** An invitation is opened by its link, or its code is pasted. Accepting shows nothing of anybody. */
import { useEffect, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import type { SharingFailure } from "../../../actions/sharing/failures";
import { t } from "../../../i18n";
import { Avatar } from "../../components/avatar";
import { Field } from "../../components/field";
import { Head } from "../../components/head";
import { useKept } from "../../kept";
import { rememberInvite, takeInvite } from "../../pending-invite";
import { sharingFailureWords } from "../../words/sharing-failures";
import { takeToken } from "../account/token";
import "./style.css";

export function JoinScreen() {
  const { account } = useKept().state;
  const [code, setCode] = useState(() => takeToken() || takeInvite());
  const isSignedIn = account.current.value?.status === "signed-in";
  return (
    <div class="page stack together">
      <Head title={t("join.title")} backTo="/together" />
      {code === "" && <Paste onPaste={setCode} />}
      {code !== "" && !isSignedIn && <WithoutAccount code={code} />}
      {code !== "" && isSignedIn && (
        <Look
          key={code}
          code={code}
          onOther={() => {
            setCode("");
          }}
        />
      )}
    </div>
  );
}

function Paste({ onPaste }: { readonly onPaste: (code: string) => void }) {
  const [typed, setTyped] = useState("");
  const [isEmpty, setIsEmpty] = useState(false);
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setIsEmpty(typed.trim() === "");
        if (typed.trim() !== "") onPaste(typed.trim());
      }}
    >
      <p class="lead">{t("join.paste_lead")}</p>
      <Field
        label={t("join.code")}
        hint={t("join.code_hint")}
        value={typed}
        problem={isEmpty ? t("sharing_fault.no_code") : null}
        onInput={setTyped}
        typing={{ autoCapitalize: "characters", spellcheck: false }}
      />
      <button type="submit" class="button primary wide">
        {t("join.look")}
      </button>
    </form>
  );
}

/** The invitation also lets one person make an account; it waits here until they have. */
function WithoutAccount({ code }: { readonly code: string }) {
  const { actions } = useKept();
  const [token, setToken] = useState<string | null>("");
  useEffect(() => {
    rememberInvite(code);
    void actions.sharing().then(async ({ tokenOf }) => {
      setToken(await tokenOf(code));
    });
  }, [code]);
  if (token === null) return <p role="alert">{t("sharing_fault.no_code")}</p>;
  // Without it the way to an account would lead to a form that asks for an invitation.
  if (token === "") return <p class="quiet">{t("app.loading")}</p>;
  return (
    <>
      <p class="lead">{t("join.invited")}</p>
      <p>{t("join.needs_account")}</p>
      <div class="buttons">
        <a class="button" href="/sign-in">
          {t("account.sign_in")}
        </a>
        <a class="button primary" href={`/join#${token}`}>
          {t("account.create")}
        </a>
      </div>
      <p class="quiet">{t("join.installed")}</p>
      <CopyCode code={code} />
    </>
  );
}

function CopyCode({ code }: { readonly code: string }) {
  const { toasts } = useKept().state;
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(code);
    toasts.show({ kind: "calm", text: t("invite.code_copied") });
  };
  return (
    <button type="button" class="button" onClick={() => void copy()}>
      {t("invite.copy_code")}
    </button>
  );
}

type Looked =
  | { readonly type: "looking" }
  | { readonly type: "found"; readonly username: string }
  | { readonly type: "failed"; readonly failure: SharingFailure };

interface LookProps {
  readonly code: string;
  readonly onOther: () => void;
}

function Look({ code, onOther }: LookProps) {
  const { actions } = useKept();
  const [looked, setLooked] = useState<Looked>({ type: "looking" });
  const look = async (): Promise<void> => {
    setLooked({ type: "looking" });
    const { lookAt } = await actions.sharing();
    const found = await lookAt(code);
    setLooked(
      found.ok
        ? { type: "found", username: found.value.username }
        : { type: "failed", failure: found.failure },
    );
  };
  useEffect(() => {
    void look(); /* no await: the state draws it */
  }, []);
  switch (looked.type) {
    case "looking":
      return <p class="quiet">{t("account.busy")}</p>;
    case "failed":
      return (
        <>
          <p role="alert">{sharingFailureWords(looked.failure)}</p>
          <div class="buttons">
            <button type="button" class="button" onClick={onOther}>
              {t("join.other")}
            </button>
            <button type="button" class="button" onClick={() => void look()}>
              {t("account.retry")}
            </button>
          </div>
        </>
      );
    case "found":
      return <Accept code={code} username={looked.username} />;
  }
}

function Accept({ code, username }: { readonly code: string; readonly username: string }) {
  const { actions, state } = useKept();
  const { route } = useLocation();
  const [isBusy, setIsBusy] = useState(false);
  const accept = async (): Promise<void> => {
    setIsBusy(true);
    const { acceptInvite } = await actions.sharing();
    const result = await acceptInvite(code);
    setIsBusy(false);
    if (!result.ok) {
      state.toasts.show({ kind: "fault", text: sharingFailureWords(result.failure) });
      return;
    }
    state.toasts.show({ kind: "calm", text: t("join.accepted", { name: result.value.username }) });
    route("/together", true);
  };
  return (
    <>
      <div class="card accepted">
        <Avatar name={username} />
        <div>
          <h2>{t("join.from", { name: username })}</h2>
          <p>{t("join.from_text")}</p>
        </div>
      </div>
      <ul class="alone-points">
        <li>{t("together.alone_choose")}</li>
        <li>{t("together.alone_never")}</li>
        <li>{t("together.alone_stop")}</li>
      </ul>
      <div class="buttons">
        <a class="button" href="/together">
          {t("join.not_now")}
        </a>
        <button
          type="button"
          class="button primary"
          disabled={isBusy}
          onClick={() => void accept()}
        >
          {t("join.accept")}
        </button>
      </div>
    </>
  );
}
