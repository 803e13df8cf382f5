/** All a person can do, bound to one device's storage and clock. */
import { bind } from "./bind";
import type { ActionContext } from "./context";
import type { LaterActions } from "./later";
import { logStep } from "./log-step";
import { putBackEntries, withdrawEntries } from "./withdraw-entries";

/** Complete by its type: an action that is missing here does not compile. */
const LATER: Readonly<Record<keyof LaterActions, true>> = {
  setDay: true,
  createHabit: true,
  editHabit: true,
  archiveHabit: true,
  restoreHabit: true,
  deleteHabit: true,
  undeleteHabit: true,
  moveHabit: true,
  moveGroup: true,
  createGroup: true,
  renameGroup: true,
  deleteGroup: true,
  undeleteGroup: true,
  savePause: true,
  endPause: true,
  deletePause: true,
  takeStep: true,
  declineOffer: true,
  keepDraft: true,
  dropDraft: true,
  findFormDraft: true,
  saveReflection: true,
  editReflection: true,
  deleteReflection: true,
  undeleteReflection: true,
  createPromise: true,
  editPromise: true,
  deletePromise: true,
  undeletePromise: true,
  tellPromise: true,
  withdrawTelling: true,
  setPreference: true,
  setNudging: true,
  saveReminder: true,
  deleteReminder: true,
  syncNow: true,
  retryRefused: true,
  exportData: true,
  exportCsv: true,
  exportPromisesCsv: true,
  openImport: true,
  importData: true,
  eraseData: true,
};

const NAMES = Object.keys(LATER) as (keyof LaterActions)[];

export function createActions(context: ActionContext) {
  return {
    ...lazyActions(context),
    logStep: bind(context, logStep),
    withdrawEntries: bind(context, withdrawEntries),
    putBackEntries: bind(context, putBackEntries),
    // Accounts come with keys and requests, which Today does without.
    nudges: async () => (await import("./nudges")).createNudgeActions(context),
    account: async () => (await import("./account")).createAccountActions(context),
    lock: async () => (await import("./lock")).createLockActions(context),
    // As does a partner.
    sharing: async () => (await import("./sharing")).createSharingActions(context),
  };
}

/** Each stands here by its name, and brings its code with the first use. */
function lazyActions(context: ActionContext): LaterActions {
  const lazily =
    (name: keyof LaterActions) =>
    async (...args: readonly never[]) => {
      const { createLaterActions } = await import("./later");
      return (createLaterActions(context)[name] as Action)(...args);
    };
  // Each of them returns a promise anyway, so loading later changes no type.
  return Object.fromEntries(NAMES.map((name) => [name, lazily(name)])) as unknown as LaterActions;
}

type Action = (...args: readonly never[]) => unknown;

export type Actions = ReturnType<typeof createActions>;
