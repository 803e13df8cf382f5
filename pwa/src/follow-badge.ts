/** The number on the icon follows every tap, for whoever switched it on; switched off, it goes. */
import { effect } from "@preact/signals";
import type { AppState } from "./state";
import { showBadge } from "./sw-bridge/badge";

export function followBadge({
  journal,
  calendar,
  dayLists,
}: Pick<AppState, "journal" | "calendar" | "dayLists">): void {
  let shown: number | null = null;
  effect(() => {
    const { badge } = journal.preferences.value;
    const { asked, kept } = dayLists.of(calendar.today.value);
    const count = badge ? asked - kept : 0;
    if (count === shown) return;
    shown = count;
    void showBadge(count); /* no await: the system draws it when it likes */
  });
}
