/** The frame around every screen: the bar at the bottom, or at the side where there is room. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { t, type MessageKey } from "../../../i18n";
import type { Icon as IconName } from "../../../model/glyphs";
import { useApp } from "../../app";
import { insteadOfLink } from "../../instead-of-link";
import { AddSheet, Notices } from "../../parts";
import { Icon } from "../icon/icon";
import { ToastPlace } from "../toast/toast";
import "./style.css";

interface Place {
  readonly href: string;
  readonly label: MessageKey;
  readonly icon: IconName;
  /** The addresses at which this place is the present one. */
  readonly owns: RegExp;
}

/** What stands before the round + and what after it. */
const BEFORE: readonly Place[] = [
  { href: "/", label: "nav.today", icon: "sun", owns: /^\/((habits|promises)(?!\/new).*)?$/ },
  {
    href: "/practices",
    label: "nav.practices",
    icon: "book-open",
    owns: /^\/(practices|moments|reflections|pulse)/,
  },
];
const TOGETHER = "/together";
const AFTER: readonly Place[] = [
  { href: TOGETHER, label: "nav.together", icon: "mark", owns: /^\/(together|sharing|invite)/ },
  { href: "/you", label: "nav.you", icon: "circle-user-round", owns: /^\/you/ },
];

export function Shell({ children }: { readonly children: ComponentChildren }) {
  const [isAdding, setIsAdding] = useState(false);
  return (
    <>
      <a class="skip" href="#main" onClick={insteadOfLink(skip)}>
        {t("app.skip")}
      </a>
      <Notices />
      <main id="main">{children}</main>
      <ToastPlace />
      <nav class="bar" aria-label={t("nav.label")}>
        {BEFORE.map((place) => (
          <Tab key={place.href} place={place} />
        ))}
        <button
          type="button"
          class="add"
          aria-label={t("nav.add")}
          aria-haspopup="dialog"
          onClick={() => {
            setIsAdding(true);
          }}
        >
          <Icon name="plus" />
        </button>
        {AFTER.map((place) => (
          <Tab key={place.href} place={place} />
        ))}
      </nav>
      {/* Beside the bar, not in it: what is in the bar looks like its tabs. */}
      {isAdding && (
        <AddSheet
          onClose={() => {
            setIsAdding(false);
          }}
        />
      )}
    </>
  );
}

/** Without an entry of its own in the history. */
function skip(): void {
  document.querySelector<HTMLElement>("#main h1")?.focus();
}

function NewsDot() {
  const { news } = useApp().state;
  if (news.value.length === 0) return null;
  return (
    <span class="bar-dot">
      <span class="visually-hidden">{t("nav.news")}</span>
    </span>
  );
}

function Tab({ place: { href, label, icon, owns } }: { readonly place: Place }) {
  const { path } = useLocation();
  return (
    <a href={href} aria-current={owns.test(path) ? "page" : undefined}>
      <Icon name={icon} />
      {t(label)}
      {href === TOGETHER && <NewsDot />}
    </a>
  );
}
