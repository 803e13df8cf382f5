/** A link that lets one person create an account; it is shown once, for the server keeps only its hash. */
import { useState } from "preact/hooks";
import { makeSignUpLink, type PersonalLink } from "../../../actions/people/people";
import { t } from "../../../i18n";
import { formatMoment } from "../../../i18n/format";
import { LinkCard } from "../../components/link-card/link-card";
import { useActs } from "./use-acts";

export function Invite() {
  const { act, isBusy, sheet } = useActs();
  const [made, setMade] = useState<PersonalLink | null>(null);
  const make = async (): Promise<void> => {
    setMade((await act(makeSignUpLink))?.value ?? null);
  };
  return (
    <>
      {made === null ? (
        <button
          type="button"
          class="button primary wide"
          aria-disabled={isBusy}
          onClick={() => void make()}
        >
          {t(isBusy ? "account.busy" : "people.invite")}
        </button>
      ) : (
        <LinkCard label={t("people.invite")} qrLabel={t("people.invite_qr")} link={made.link}>
          <p>{t("people.invite_text")}</p>
          <p class="quiet small">
            {t("people.until", { when: formatMoment(made.expiresAtMs) })}{" "}
            <button
              type="button"
              class="link"
              onClick={() => {
                setMade(null);
              }}
            >
              {t("people.invite_done")}
            </button>
          </p>
        </LinkCard>
      )}
      {sheet}
    </>
  );
}
