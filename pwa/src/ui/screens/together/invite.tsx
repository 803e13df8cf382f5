/** An invitation is made: a link, its QR code, and the code alone for an app that links do not open. */
import { useState } from "preact/hooks";
import { cancelInvite, createInvite, type Invitation } from "../../../actions/sharing/invite";
import { t } from "../../../i18n";
import { formatMoment } from "../../../i18n/format";
import { useApp } from "../../app";
import { AccountLinks } from "../../components/account-links/account-links";
import { Head } from "../../components/head/head";
import { LinkCard } from "../../components/link-card/link-card";
import { useStepUp } from "../../components/step-up/step-up";
import { useMySharing } from "../../use-sharing";
import { sharingFailureWords } from "../../words/sharing-failures";
import "./style.css";

export function InviteScreen() {
  const owner = useApp().state.account.current.value;
  return (
    <div class="page stack together">
      <Head title={t("invite.title")} backTo="/together" />
      {owner === null ? (
        <>
          <p class="lead">{t("together.needs_account")}</p>
          <AccountLinks />
        </>
      ) : (
        <Invitations />
      )}
    </div>
  );
}

function Invitations() {
  const { result, reload } = useMySharing();
  const { make, isBusy, sheet } = useMaking(() => void reload());
  const open = result?.ok === true ? result.value.invites : [];
  const invitations = open.flatMap(({ pair, code, expiresAt, acceptedBy }) =>
    code === null || acceptedBy !== null ? [] : [{ pair, code, expiresAt }],
  );
  return (
    <>
      <p class="lead">{t("invite.lead")}</p>
      {invitations.map((invitation) => (
        <Card key={invitation.pair} invitation={invitation} onCancel={() => void reload()} />
      ))}
      {invitations.length === 0 && (
        <button
          type="button"
          class="button primary wide"
          aria-disabled={isBusy}
          onClick={() => void make()}
        >
          {t(isBusy ? "account.busy" : "invite.make")}
        </button>
      )}
      <p class="quiet">{t("invite.then")}</p>
      {sheet}
    </>
  );
}

function useMaking(onMade: () => void) {
  const { context, state } = useApp();
  const { guard, sheet } = useStepUp();
  const [isBusy, setIsBusy] = useState(false);
  const make = async (): Promise<void> => {
    if (isBusy) return;
    setIsBusy(true);
    const result = await guard(() => createInvite(context));
    setIsBusy(false);
    if (result?.ok === false) {
      state.toasts.show({ kind: "fault", text: sharingFailureWords(result.failure) });
    }
    onMade();
  };
  return { make, isBusy, sheet };
}

interface CardProps {
  readonly invitation: Invitation;
  readonly onCancel: () => void;
}

function Card({ invitation: { pair, code, expiresAt }, onCancel }: CardProps) {
  const { context, state } = useApp();
  const cancel = async (): Promise<void> => {
    const result = await cancelInvite(context, pair);
    if (!result.ok) {
      state.toasts.show({ kind: "fault", text: sharingFailureWords(result.failure) });
    }
    onCancel();
  };
  return (
    <LinkCard
      label={t("invite.title")}
      qrLabel={t("invite.qr")}
      link={`${location.origin}/invite#${code}`}
      code={code}
    >
      <p class="quiet small">
        {t("invite.until", { when: formatMoment(Date.parse(expiresAt)) })}{" "}
        <button type="button" class="link" onClick={() => void cancel()}>
          {t("invite.cancel")}
        </button>
      </p>
    </LinkCard>
  );
}
