/** One person: what they show, a little warmth in either direction, and what both do. */
import { useState } from "preact/hooks";
import type { Partner } from "../../../actions/sharing/read";
import { t } from "../../../i18n";
import { Avatar } from "../../components/avatar/avatar";
import { Icon } from "../../components/icon/icon";
import { SharedItemRow } from "../../components/shared-item/shared-item";
import { Appreciation } from "./appreciation";
import { TogetherLinks } from "./links";
import { RenameSheet } from "./rename-sheet";

interface Props {
  readonly partner: Partner;
  readonly onChange: () => void;
}

export function PartnerSection({ partner, onChange }: Props) {
  const { pair, name, isWaiting, items } = partner;
  const [isRenaming, setIsRenaming] = useState(false);
  return (
    <section class="partner" aria-labelledby={`partner-${pair}`}>
      <header class="card partner-head">
        <Avatar name={name} />
        <div>
          <h2 id={`partner-${pair}`}>
            <bdi>{name}</bdi>
          </h2>
          <p class="quiet">
            {t(isWaiting ? "together.waiting" : "together.shows", { count: items.length })}
          </p>
        </div>
        <button
          type="button"
          class="icon-button"
          aria-label={t("together.rename", { name })}
          onClick={() => {
            setIsRenaming(true);
          }}
        >
          <Icon name="pencil" />
        </button>
      </header>
      {isRenaming && (
        <RenameSheet
          partner={partner}
          onChange={onChange}
          onClose={() => {
            setIsRenaming(false);
          }}
        />
      )}
      {isWaiting ? (
        <p class="card">{t("together.waiting_text", { name })}</p>
      ) : (
        <>
          {items.length > 0 && (
            <ul class="rows">
              {items.map((item) => (
                <li key={item.share}>
                  <SharedItemRow item={item} />
                </li>
              ))}
            </ul>
          )}
          <Appreciation partner={partner} />
          <TogetherLinks partner={partner} onChange={onChange} />
          <a class="button wide" href={`/together/choose/${pair}`}>
            <Icon name="plus" />
            {t("together.show_something", { name })}
          </a>
        </>
      )}
    </section>
  );
}
