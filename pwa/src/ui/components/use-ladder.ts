/** The three sizes of the practice that a habit came from; null without one, or until the library is read. */
import { useEffect } from "preact/hooks";
import type { Habit } from "../../model/habit-record";
import type { Practice } from "../../model/practices";
import { useApp } from "../app";

export function useLadder({ practice }: Habit): Practice["ladder"] | null {
  const { library } = useApp().state;
  useEffect(() => {
    if (practice !== null) void library.load(); /* no await: the signal draws it */
  }, [library, practice]);
  const status = library.status.value;
  if (status.type !== "ready") return null;
  return status.library.practices.find(({ slug }) => slug === practice)?.ladder ?? null;
}
