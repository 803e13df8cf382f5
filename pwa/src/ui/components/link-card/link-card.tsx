/** A link for one person: its QR code, and the ways to hand it over. */
import type { ComponentChildren } from "preact";
import { t } from "../../../i18n";
import { useApp } from "../../app";
import { Qr } from "../qr/qr";
import "./style.css";

interface Props {
  /** What it is, for who hears it. */
  readonly label: string;
  readonly qrLabel: string;
  readonly link: string;
  /** What an app takes that links do not open. */
  readonly code?: string;
  readonly children: ComponentChildren;
}

export function LinkCard({ label, qrLabel, link, code, children }: Props) {
  const { toasts } = useApp().state;
  const copy = async (text: string, said: string): Promise<void> => {
    await navigator.clipboard.writeText(text);
    toasts.show({ kind: "calm", text: said });
  };
  return (
    <section class="card link-card" aria-label={label}>
      <Qr text={link} label={qrLabel} />
      {code !== undefined && <Code code={code} />}
      <div class="buttons">
        {code !== undefined && (
          <button
            type="button"
            class="button"
            onClick={() => void copy(code, t("invite.code_copied"))}
          >
            {t("invite.copy_code")}
          </button>
        )}
        <button
          type="button"
          class="button"
          onClick={() => void copy(link, t("invite.link_copied"))}
        >
          {t("invite.copy_link")}
        </button>
        {"share" in navigator && (
          <button
            type="button"
            class="button primary"
            // Dismissing the sheet is an answer, and nothing to speak of.
            onClick={() => void navigator.share({ url: link }).catch(() => undefined)}
          >
            {t("invite.share")}
          </button>
        )}
      </div>
      {children}
    </section>
  );
}

const Code = ({ code }: { readonly code: string }) => (
  <p class="invite-code numbers" aria-label={t("invite.code")}>
    {code.match(/.{1,4}/g)?.map((group) => (
      <span key={group}>{group} </span>
    ))}
  </p>
);
