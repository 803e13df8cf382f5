/** The title of the tab, which says no more than the app's name while nothing else may be seen. */
import { t } from "../i18n";

let wanted: string | null = null;
let isCovered = false;

/** Null: no more than the name of the app. */
export function setTitle(title: string | null): void {
  wanted = title;
  write();
}

export function coverTitle(isHidden: boolean): void {
  isCovered = isHidden;
  write();
}

function write(): void {
  const name = t("app.name");
  document.title = wanted === null || isCovered ? name : `${wanted} · ${name}`;
}
