/** Invitations that somebody could still accept, or has accepted. */
import { cancelInvite } from "../../../actions/sharing/invite";
import type { OpenInvite } from "../../../actions/sharing/read";
import { t } from "../../../i18n";
import { formatMoment } from "../../../i18n/format";
import { useEnding } from "./use-ending";

interface Props {
  readonly invites: readonly OpenInvite[];
  readonly onChange: () => void;
}

export function Invites({ invites, onChange }: Props) {
  const { end, isBusy } = useEnding(onChange);
  if (invites.length === 0) return null;
  return (
    <section class="section" aria-labelledby="invites">
      <h2 id="invites">{t("sharing.invites")}</h2>
      <ul class="rows">
        {invites.map(({ pair, expiresAt, acceptedBy }) => (
          <li key={pair} class="invite-row">
            <span>
              {acceptedBy === null
                ? t("invite.until", { when: formatMoment(Date.parse(expiresAt)) })
                : t("sharing.accepted_by", { name: acceptedBy.username })}
            </span>
            <button
              type="button"
              class="link"
              disabled={isBusy}
              onClick={() =>
                void end((context) => cancelInvite(context, pair), t("sharing.cancelled"))
              }
            >
              {t("invite.cancel")}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
