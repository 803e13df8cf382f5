/** What one person sees: each thing as they see it, with its pause, its stop and its end by itself. */
import { useState } from "preact/hooks";
import { mutePartner } from "../../../actions/sharing/appreciate";
import { endPair } from "../../../actions/sharing/end";
import type { ShownThing, ShownTo } from "../../../actions/sharing/read";
import { pauseShare, stopShare } from "../../../actions/sharing/show";
import { t } from "../../../i18n";
import { formatDate } from "../../../i18n/format";
import { useApp } from "../../app";
import { Icon } from "../../components/icon/icon";
import { ReplaceLink } from "../../components/replace-link/replace-link";
import { SharedItemRow } from "../../components/shared-item/shared-item";
import { Sheet } from "../../components/sheet/sheet";
import { useEnding } from "./use-ending";
import { useResuming } from "./use-resuming";

interface Props {
  readonly to: ShownTo;
  readonly onChange: () => void;
}

export function ShownToPerson({ to, onChange }: Props) {
  const [isEnding, setIsEnding] = useState(false);
  const { end, isBusy } = useEnding(onChange);
  return (
    <section class="section" aria-labelledby={`to-${to.pair}`}>
      <h2 id={`to-${to.pair}`}>{t("sharing.sees", { name: to.name })}</h2>
      {to.shares.length === 0 && <p class="card">{t("sharing.sees_nothing")}</p>}
      {to.shares.length > 0 && (
        <ul class="rows">
          {to.shares.map((share) => (
            <Shown key={share.share} pair={to.pair} share={share} onChange={onChange} />
          ))}
        </ul>
      )}
      <div class="buttons person-ways">
        {!to.isWaiting && (
          <ReplaceLink class="button" href={`/together/choose/${to.pair}`}>
            {t("sharing.add")}
          </ReplaceLink>
        )}
        <button
          type="button"
          class="button"
          disabled={isBusy}
          aria-pressed={to.isMuted}
          onClick={() =>
            void end(
              (context) => mutePartner(context, to.pair, !to.isMuted),
              t(to.isMuted ? "sharing.unmuted" : "sharing.muted", { name: to.name }),
            )
          }
        >
          {t(to.isMuted ? "sharing.unmute" : "sharing.mute", { name: to.name })}
        </button>
        <button
          type="button"
          class="button destructive"
          onClick={() => {
            setIsEnding(true);
          }}
        >
          {t("sharing.end", { name: to.name })}
        </button>
      </div>
      {isEnding && (
        <EndSheet
          to={to}
          onChange={onChange}
          onClose={() => {
            setIsEnding(false);
          }}
        />
      )}
    </section>
  );
}

interface ShownProps {
  readonly pair: string;
  readonly share: ShownThing;
  readonly onChange: () => void;
}

function Shown({ pair, share: shown, onChange }: ShownProps) {
  const { share, item, level, is_paused: isPaused, lapses_on: lapsesOn } = shown;
  const { end, isBusy } = useEnding(onChange);
  const facts = [
    ...(level === null ? [] : [t(`level.${level}`)]),
    ...(isPaused ? [t("sharing.paused")] : []),
    t("sharing.until", { day: formatDate(lapsesOn, "medium") }),
  ];
  return (
    <li>
      {item === null ? <OwnName shown={shown} /> : <SharedItemRow item={item} />}
      <p class="quiet small shown-facts">{facts.join(" · ")}</p>
      <div class="shown-ways">
        <ReplaceLink class="link" href={`/together/choose/${pair}?share=${share}`}>
          {t("sharing.change")}
        </ReplaceLink>
        {isPaused ? (
          <Resume share={share} onChange={onChange} />
        ) : (
          <button
            type="button"
            class="link"
            disabled={isBusy}
            onClick={() =>
              void end((context) => pauseShare(context, share), t("sharing.paused_toast"))
            }
          >
            {t("sharing.pause")}
          </button>
        )}
        <button
          type="button"
          class="link"
          disabled={isBusy}
          onClick={() =>
            void end((context) => stopShare(context, pair, share), t("sharing.stopped"))
          }
        >
          {t("sharing.stop")}
        </button>
      </div>
    </li>
  );
}

function Resume({ share, onChange }: { readonly share: string; readonly onChange: () => void }) {
  const { resume, isBusy, sheet } = useResuming(share, onChange);
  return (
    <>
      <button type="button" class="link" disabled={isBusy} onClick={() => void resume()}>
        {t("sharing.resume")}
      </button>
      {sheet}
    </>
  );
}

/** Of a thing of which the other sees nothing right now, such as a habit in the archive. */
function OwnName({ shown }: { readonly shown: ShownThing }) {
  const habit = useApp().state.journal.habit(shown.subject);
  return (
    <div class="shared-item">
      <span class="glyph">
        <Icon name={habit?.glyph ?? "handshake"} />
      </span>
      <div class="shared-words">
        <bdi class="serif shared-label">{habit?.name ?? t("sharing.a_thing")}</bdi>
        <span class="quiet small">{t("sharing.not_seen")}</span>
      </div>
    </div>
  );
}

interface EndProps extends Props {
  readonly onClose: () => void;
}

function EndSheet({ to, onChange, onClose }: EndProps) {
  const { end, isBusy } = useEnding(() => {
    onClose();
    onChange();
  });
  return (
    <Sheet title={t("sharing.end_title", { name: to.name })} onClose={onClose}>
      <p>{t("sharing.end_text")}</p>
      <div class="choices">
        <button
          type="button"
          class="button destructive primary"
          disabled={isBusy}
          onClick={() =>
            void end((context) => endPair(context, to.pair, false), t("sharing.ended"))
          }
        >
          {t("sharing.end_confirm")}
        </button>
        <button
          type="button"
          class="button destructive"
          disabled={isBusy}
          aria-describedby="block-note"
          onClick={() =>
            void end((context) => endPair(context, to.pair, true), t("sharing.blocked"))
          }
        >
          {t("sharing.block")}
        </button>
        <p class="quiet small" id="block-note">
          {t("sharing.block_text")}
        </p>
      </div>
    </Sheet>
  );
}
