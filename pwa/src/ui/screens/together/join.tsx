/** An invitation is opened by its link, or its code is pasted. Accepting shows nothing of anybody. */
import { useEffect, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import type { SharingFailure } from "../../../actions/sharing/failures";
import { acceptInvite, lookAt, tokenOf } from "../../../actions/sharing/invite";
import { t } from "../../../i18n";
import { useApp } from "../../app";
import { Avatar } from "../../components/avatar/avatar";
import { Field } from "../../components/field/field";
import { Head } from "../../components/head/head";
import { CopyCode } from "../../components/shown-code/shown-code";
import { forgetInvite, pendingInvite, rememberInvite } from "../../pending-invite";
import { sharingFailureWords } from "../../words/sharing-failures";
import { takeToken } from "../account/token";
import "./style.css";

export function JoinScreen() {
  const { account } = useApp().state;
  const [given] = useState(() => takeToken() || pendingInvite());
  const invitation = useInvitation(given);
  const isSignedIn = account.current.value?.status === "signed-in";
  return (
    <div class="page stack together">
      <Head title={t("join.title")} backTo="/together" />
      {invitation === null ? (
        <p class="quiet">{t("app.loading")}</p>
      ) : (
        <Step {...invitation} given={given} isSignedIn={isSignedIn} />
      )}
    </div>
  );
}

interface Invitation {
  /** Null until one is given that can be one. */
  readonly code: Code | null;
  /** Gives whether it can be one; only then it is taken. */
  readonly take: (pasted: string) => Promise<boolean>;
  readonly drop: () => void;
}

interface Code {
  readonly text: string;
  /** What an account may be made with. */
  readonly token: string;
}

/** Null while what was given with the page is looked at. */
function useInvitation(given: string): Invitation | null {
  const [isRead, setIsRead] = useState(given === "");
  const [code, setCode] = useState<Code | null>(null);
  const take = async (pasted: string): Promise<boolean> => {
    const token = await tokenOf(pasted);
    if (token === null) return false;
    rememberInvite(pasted);
    setCode({ text: pasted, token });
    return true;
  };
  const drop = (): void => {
    forgetInvite();
    setCode(null);
  };
  useEffect(() => {
    if (given === "") return;
    const read = async (): Promise<void> => {
      try {
        await take(given);
      } finally {
        setIsRead(true);
      }
    };
    void read(); /* no await: the state draws it */
    // Once: what is pasted later is taken by the form.
  }, []);
  return isRead ? { code, take, drop } : null;
}

interface StepProps extends Invitation {
  readonly given: string;
  readonly isSignedIn: boolean;
}

function Step({ code, take, drop, given, isSignedIn }: StepProps) {
  const [isAnother, setIsAnother] = useState(false);
  if (code === null) return <Paste given={isAnother ? "" : given} take={take} />;
  if (!isSignedIn) return <WithoutAccount code={code} />;
  return (
    <Look
      key={code.text}
      code={code.text}
      onOther={() => {
        setIsAnother(true);
        drop();
      }}
    />
  );
}

interface PasteProps {
  /** What cannot be an invitation, and can be put right here. */
  readonly given: string;
  readonly take: Invitation["take"];
}

function Paste({ given, take }: PasteProps) {
  const [typed, setTyped] = useState(given);
  const [isWrong, setIsWrong] = useState(given !== "");
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void take(typed.trim()).then((isTaken) => {
          setIsWrong(!isTaken);
        });
      }}
    >
      <p class="lead">{t("join.paste_lead")}</p>
      <Field
        label={t("join.code")}
        hint={t("join.code_hint")}
        value={typed}
        problem={isWrong ? t("sharing_fault.no_code") : null}
        onInput={(text) => {
          setTyped(text);
          setIsWrong(false);
        }}
        typing={{ autoCapitalize: "characters", spellcheck: false }}
      />
      <button type="submit" class="button primary wide">
        {t("join.look")}
      </button>
    </form>
  );
}

/** The invitation also lets one person make an account; it waits here until they have. */
function WithoutAccount({ code: { text, token } }: { readonly code: Code }) {
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
      <CopyCode code={text} />
    </>
  );
}

type Looked =
  | { readonly type: "looking" }
  | { readonly type: "found"; readonly username: string }
  | { readonly type: "failed"; readonly failure: SharingFailure };

/** It will never be valid again; whoever is only offline may look at it later. */
const isVoid = (failure: SharingFailure): boolean =>
  failure.type === "refused" && failure.code === "invite_not_valid";

interface LookProps {
  readonly code: string;
  readonly onOther: () => void;
}

function Look({ code, onOther }: LookProps) {
  const [looked, setLooked] = useState<Looked>({ type: "looking" });
  const look = async (): Promise<void> => {
    setLooked({ type: "looking" });
    const found = await lookAt(code);
    if (!found.ok && isVoid(found.failure)) forgetInvite();
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
  const { context, state } = useApp();
  const { route } = useLocation();
  const [isBusy, setIsBusy] = useState(false);
  const accept = async (): Promise<void> => {
    setIsBusy(true);
    const result = await acceptInvite(context, code);
    setIsBusy(false);
    if (!result.ok) {
      state.toasts.show({ kind: "fault", text: sharingFailureWords(result.failure) });
      return;
    }
    forgetInvite();
    state.toasts.show({
      kind: "calm",
      text: t("join.accepted", { name: result.value.username }),
      isForNextScreen: true,
    });
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
