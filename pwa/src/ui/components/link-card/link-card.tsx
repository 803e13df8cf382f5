/** A link for one person, on a card of its own. */
import type { ComponentChildren } from "preact";
import { t } from "../../../i18n";
import { ShownCode } from "../shown-code/shown-code";
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
  const shown = code === undefined ? {} : { code, codeLabel: t("invite.code") };
  return (
    <section class="card link-card" aria-label={label}>
      <ShownCode link={link} qrLabel={qrLabel} {...shown} />
      {children}
    </section>
  );
}
