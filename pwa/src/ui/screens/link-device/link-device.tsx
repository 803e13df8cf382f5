/** A new device comes in by a link or a code of one that is signed in. It asks first: the link works once. */
import { useEffect, useState } from "preact/hooks";
import type { Arrival } from "../../../actions/account/arrival";
import { type Claim, isLinkCode, mintClaim } from "../../../actions/linking/take-link";
import { t } from "../../../i18n";
import { useApp } from "../../app";
import { AccountPage } from "../../components/account-form/account-form";
import { Field } from "../../components/field/field";
import { CopyCode } from "../../components/shown-code/shown-code";
import { forgetLink, pendingLink, rememberLink } from "../../pending-link";
import { Arrive } from "../account/arrive";
import { SignedInAlready } from "../account/signed-in-already";
import { readToken, takeToken } from "../account/token";
import { Waiting } from "./waiting";

export function LinkDeviceScreen() {
  const { account } = useApp().state;
  const [given, setGiven] = useState(takeToken);
  const [claim, setClaim] = useState<Claim | null>(() => (given === "" ? pendingLink() : null));
  const [arrival, setArrival] = useState<Arrival | null>(null);
  const isSignedIn = account.current.value?.status === "signed-in";
  if (arrival !== null) return <Arrive arrival={arrival} />;
  if (isSignedIn) return <Already />;
  const begin = (code: string): void => {
    const begun = mintClaim(code);
    rememberLink(begun);
    setClaim(begun);
  };
  const startOver = (): void => {
    forgetLink();
    setGiven("");
    setClaim(null);
  };
  return (
    <AccountPage title={t("link.title")} backTo="/sign-in">
      {claim !== null && <Waiting claim={claim} onArrival={setArrival} onStartOver={startOver} />}
      {claim === null && isLinkCode(given) && <Opened code={given} onBegin={begin} />}
      {claim === null && !isLinkCode(given) && <Paste given={given} onBegin={begin} />}
    </AccountPage>
  );
}

/** A link that was claimed here has done its work, or is of no use any more. */
function Already() {
  useEffect(forgetLink, []);
  return <SignedInAlready />;
}

interface OpenedProps {
  readonly code: string;
  readonly onBegin: (code: string) => void;
}

/** A browser that opened the link may not be where the person wants to use Kept. */
function Opened({ code, onBegin }: OpenedProps) {
  return (
    <>
      <p class="lead">{t("link.opened")}</p>
      <button
        type="button"
        class="button primary wide"
        onClick={() => {
          onBegin(code);
        }}
      >
        {t("link.continue")}
      </button>
      <p class="quiet">{t("link.installed")}</p>
      <CopyCode code={code} />
    </>
  );
}

interface PasteProps {
  /** What cannot be a code, and can be put right here. */
  readonly given: string;
  readonly onBegin: (code: string) => void;
}

function Paste({ given, onBegin }: PasteProps) {
  const [typed, setTyped] = useState(given);
  const [isWrong, setIsWrong] = useState(given !== "");
  const send = (): void => {
    const code = readToken(typed);
    if (isLinkCode(code)) onBegin(code);
    else setIsWrong(true);
  };
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <p class="lead">{t("link.paste_lead")}</p>
      <Field
        label={t("link.code_or_link")}
        hint={t("link.code_hint")}
        value={typed}
        problem={isWrong ? t("link.no_code") : null}
        onInput={(text) => {
          setTyped(text);
          setIsWrong(false);
        }}
        typing={{ autoCapitalize: "characters", spellcheck: false }}
      />
      <button type="submit" class="button primary wide">
        {t("link.continue")}
      </button>
    </form>
  );
}
