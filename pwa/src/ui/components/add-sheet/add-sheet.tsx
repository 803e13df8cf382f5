/** What would you like to add? */
import { t } from "../../../i18n";
import type { Icon as IconName } from "../../../model/glyphs";
import { Icon } from "../icon/icon";
import { Sheet } from "../sheet/sheet";
import "../ask-sheet/style.css";

const PLACES = [
  { href: "/promises/new", name: "promise", icon: "handshake", hue: "clay" },
  { href: "/habits/new", name: "habit", icon: "leaf", hue: "sage" },
  { href: "/practices", name: "practice", icon: "book-open", hue: "sky" },
] as const satisfies readonly { icon: IconName; [name: string]: string }[];

export function AddSheet({ onClose }: { readonly onClose: () => void }) {
  return (
    <Sheet title={t("add.title")} onClose={onClose}>
      <ul class="rows">
        {PLACES.map(({ href, name, icon, hue }) => (
          <li key={name}>
            <a class="ask-row" href={href} onClick={onClose}>
              <span class="glyph" data-hue={hue}>
                <Icon name={icon} />
              </span>
              <span>
                <b>{t(`add.${name}`)}</b>
                <span class="quiet small">{t(`add.${name}_text`)}</span>
              </span>
              <Icon name="chevron-right" flips />
            </a>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
