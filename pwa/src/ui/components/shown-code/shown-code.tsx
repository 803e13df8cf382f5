/** A secret to hand on: as a QR code of its link, as 26 characters, and ways to copy both. */
import { t } from "../../../i18n";
import { useCopy } from "../../use-copy";
import { Qr } from "../qr/qr";
import "./style.css";

interface Props {
  /** What an app takes that links do not open; none, where links are opened in a browser only. */
  readonly code?: string;
  readonly link: string;
  /** What it is a code of, for who cannot see it. */
  readonly qrLabel: string;
  readonly codeLabel?: string;
}

export function ShownCode({ code, link, qrLabel, codeLabel }: Props) {
  const { copy, said } = useCopy();
  return (
    <>
      <Qr text={link} label={qrLabel} />
      {code !== undefined && (
        <p class="shown-code numbers" aria-label={codeLabel}>
          {code.match(/.{1,4}/g)?.map((group) => (
            <span key={group}>{group} </span>
          ))}
        </p>
      )}
      <div class="buttons">
        {code !== undefined && (
          <button type="button" class="button" onClick={() => void copy(code, t("code.copied"))}>
            {t("code.copy")}
          </button>
        )}
        <button type="button" class="button" onClick={() => void copy(link, t("code.link_copied"))}>
          {t("code.copy_link")}
        </button>
        {"share" in navigator && (
          <button
            type="button"
            class="button primary"
            // Dismissing the sheet is an answer, and nothing to speak of.
            onClick={() => void navigator.share({ url: link }).catch(() => undefined)}
          >
            {t("code.send")}
          </button>
        )}
      </div>
      <Said text={said} />
    </>
  );
}

export function CopyCode({ code }: { readonly code: string }) {
  const { copy, said } = useCopy();
  return (
    <div>
      <button type="button" class="button" onClick={() => void copy(code, t("code.copied"))}>
        {t("code.copy")}
      </button>
      <Said text={said} />
    </div>
  );
}

/** What came of a press, in its place. */
export function Said({ text }: { readonly text: string }) {
  return (
    <p class="code-said quiet small" role="status">
      {text}
    </p>
  );
}
