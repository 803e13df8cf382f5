/** What a nudge was about, what became of it, and why something about nudges did not work. */
import type { NudgeFailure } from "../../actions/nudges/failures";
import { t, type MessageKey } from "../../i18n";
import type { NudgeOutcome, NudgeSubject, PastNudge, Reaction } from "../../model/push";
import { readText } from "../../model/registers";
import type { AppState } from "../../state";
import { useApp } from "../app";
import { accountFailureWords } from "./account-failures";

export function nudgeFailureWords(failure: NudgeFailure): string {
  switch (failure.type) {
    case "push-refused":
      return t("nudges.fault_refused");
    case "push-unreachable":
      return t("nudges.fault_unreachable");
    case "refused":
      if (failure.code === "too_many_devices") return t("nudges.fault_devices");
      return accountFailureWords(failure);
    default:
      return accountFailureWords(failure);
  }
}

const REACTIONS: Readonly<Record<Reaction, MessageKey>> = {
  done: "nudges.was_done",
  later: "nudges.was_later",
  opened: "nudges.was_opened",
  dismissed: "nudges.was_dismissed",
  keep: "nudges.was_sent",
};

const OUTCOMES: Readonly<Record<NudgeOutcome, MessageKey>> = {
  sent: "nudges.was_sent",
  retrying: "nudges.was_retrying",
  not_needed: "nudges.was_not_needed",
  quiet: "nudges.was_quiet",
  over_cap: "nudges.was_over_cap",
  stale: "nudges.was_stale",
  no_device: "nudges.was_no_device",
};

export const nudgeOutcomeWords = ({ state, reaction }: PastNudge): string =>
  t(state === "sent" && reaction !== null ? REACTIONS[reaction] : OUTCOMES[state]);

/** Whether nudges are known not to come to this device. */
export function isOffHere({ account, nudges }: Pick<AppState, "account" | "nudges">): boolean {
  const isOn = nudges.push.value?.type === "on";
  const isUnknown = account.current.value !== null && nudges.push.value === null;
  return !isOn && !isUnknown;
}

interface Subject {
  readonly type: NudgeSubject;
  readonly subject: string;
}

/** The name of what a nudge is about, as this device knows it. */
export function useSubjectName(): (subject: Subject) => string {
  const { journal } = useApp().state;
  return ({ type, subject }) => {
    if (type === "preference") return t("reminder.check_in");
    if (type === "habit") return journal.habit(subject)?.name ?? t("nudges.gone");
    const promise = readText(journal.fieldsOf("promise", subject), "text");
    return promise || t("nudges.promise");
  };
}
