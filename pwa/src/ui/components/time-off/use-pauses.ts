/** The time off of an owner, and what may be done with it; each says how it went. */
import { deletePause, endPause, type PauseOwner } from "../../../actions/pause-habit";
import type { LocalDate } from "../../../core/dates";
import { t, type MessageKey } from "../../../i18n";
import { pauseOn, type IdentifiedPause } from "../../../model/pauses";
import { useApp } from "../../app";
import { failureWords } from "../../words/failures";

export function usePauses(owner: PauseOwner) {
  const { context, state } = useApp();
  const { calendar, journal, toasts } = state;
  const tell = async (outcome: ReturnType<typeof deletePause>, done: MessageKey) => {
    const result = await outcome;
    toasts.show(
      result.ok
        ? { kind: "calm", text: t(done) }
        : { kind: "fault", text: failureWords(result.failure) },
    );
  };
  const { preferences } = journal;
  const today = calendar.today.value;
  return {
    pauses: (owner ?? preferences.value).pauses,
    isAllOff: pauseOn(preferences.value.pauses, today) !== undefined,
    today,
    end: (pause: IdentifiedPause, lastOn: LocalDate) =>
      tell(endPause(context, owner, pause, lastOn), "pause.ended"),
    remove: (pause: IdentifiedPause) =>
      tell(deletePause(context, owner, pause.id), "pause.removed"),
  };
}
