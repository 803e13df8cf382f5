/** The promises as a screen shows them. */
import { useMemo } from "preact/hooks";
import { t } from "../i18n";
import { createPromises, type Promises } from "../state/promises";
import { useApp } from "./app";

export function usePromises(): Promises {
  const { journal, calendar } = useApp().state;
  return useMemo(() => createPromises(journal, calendar, t("app.locked")), [journal, calendar]);
}
