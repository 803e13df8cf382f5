/**
 * The frame of a page that its reader may have to leave in a hurry: the way out stands first, the title of the
 * tab says no more than the app's name, and moving on leaves no trail in the history.
 */
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../../../i18n";
import { setTitle } from "../../title";
import { Exit } from "../exit/exit";
import { Icon } from "../icon/icon";
import { ReplaceLink } from "../replace-link/replace-link";
import "./style.css";

interface Props {
  readonly title: string;
  readonly backTo: string;
  readonly children: ComponentChildren;
}

export function DiscreetPage({ title, backTo, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    setTitle(null);
    heading.current?.focus({ preventScroll: true });
  }, [title]);
  return (
    <div class="page discreet">
      <Exit />
      <header class="head">
        <ReplaceLink class="back" href={backTo}>
          <Icon name="arrow-left" flips />
          {t("nav.back")}
        </ReplaceLink>
        <div class="head-line">
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
        </div>
      </header>
      {children}
    </div>
  );
}
