/** The head of a screen: a quiet line over the title, which takes the focus when the screen opens. */
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../../../i18n";
import { insteadOfLink } from "../../instead-of-link";
import { setTitle } from "../../title";
import { useBack } from "../../trail";
import { Icon } from "../icon/icon";
import "./style.css";

interface Props {
  readonly title: string;
  readonly over?: ComponentChildren;
  /** Where "back" leads when this screen was opened from outside. */
  readonly backTo?: string;
  readonly children?: ComponentChildren;
}

/** More characters than fit on one line in the large size. */
const LONG_TITLE = 24;

let isFirstScreen = true;

export function Head({ title, over, backTo, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  // In the commit that draws it: a frame later it could take the focus from what was just chosen.
  useLayoutEffect(() => {
    setTitle(title);
    // The page that a person opened keeps the browser's own focus; later screens tell the reader.
    if (!isFirstScreen) heading.current?.focus({ preventScroll: true });
    isFirstScreen = false;
  }, [title]);
  return (
    <header class="head">
      {backTo !== undefined && <Back to={backTo} />}
      {over !== undefined && (
        <p class="over">
          <bdi>{over}</bdi>
        </p>
      )}
      <div class="head-line">
        <h1 ref={heading} tabIndex={-1} class={title.length > LONG_TITLE ? "long" : undefined}>
          <bdi>{title}</bdi>
        </h1>
        {children}
      </div>
    </header>
  );
}

function Back({ to }: { readonly to: string }) {
  const back = useBack(to);
  return (
    <a class="back" href={to} onClick={insteadOfLink(back)}>
      <Icon name="arrow-left" flips />
      {t("nav.back")}
    </a>
  );
}
