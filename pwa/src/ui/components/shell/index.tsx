/** The frame around every screen: the bar at the bottom, or at the side where there is room. */
import type { ComponentChildren } from "preact";
import { useLocation } from "preact-iso";
import { t, type MessageKey } from "../../../i18n";
import type { Icon as IconName } from "../../../model/glyphs";
import { Icon } from "../icon";
import { Notices } from "../notice";
import { ToastPlace } from "../toast";
import "./style.css";

const PLACES: readonly { href: string; label: MessageKey; icon: IconName; owns: RegExp }[] = [
  { href: "/", label: "nav.today", icon: "sun", owns: /^\/(habits\/.*)?$/ },
  { href: "/practices", label: "nav.practices", icon: "book-open", owns: /^\/practices/ },
  { href: "/you", label: "nav.you", icon: "circle-user-round", owns: /^\/you/ },
];

export function Shell({ children }: { readonly children: ComponentChildren }) {
  const { path } = useLocation();
  return (
    <>
      <a class="skip" href="#main">
        {t("app.skip")}
      </a>
      <Notices />
      <main id="main">{children}</main>
      <ToastPlace />
      <nav class="bar" aria-label={t("nav.label")}>
        {PLACES.map(({ href, label, icon, owns }) => (
          <a href={href} key={href} aria-current={owns.test(path) ? "page" : undefined}>
            <Icon name={icon} />
            {t(label)}
          </a>
        ))}
      </nav>
    </>
  );
}
