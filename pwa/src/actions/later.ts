/** What Today can do without: loaded when it is first asked for. */
import { declineOffer, takeStep } from "./answer-offer";
import {
  createGroup,
  deleteGroup,
  moveGroup,
  moveHabit,
  renameGroup,
  undeleteGroup,
} from "./arrange";
import { bind } from "./bind";
import {
  eraseData,
  exportCsv,
  exportData,
  exportPromisesCsv,
  importData,
  openImport,
} from "./carry-data";
import type { ActionContext } from "./context";
import { dropDraft, findFormDraft, keepDraft } from "./keep-draft";
import { deletePause, endPause, savePause } from "./pause-habit";
import { archiveHabit, deleteHabit, restoreHabit, undeleteHabit } from "./put-away-habit";
import { deletePromise, undeletePromise } from "./put-away-promise";
import { createHabit, editHabit } from "./save-habit";
import { createPromise, editPromise } from "./save-promise";
import {
  deleteReflection,
  editReflection,
  saveReflection,
  undeleteReflection,
} from "./save-reflection";
import { setDay } from "./set-day";
import { setNudging } from "./set-nudging";
import { setPreference } from "./set-preference";
import { deleteReminder, saveReminder } from "./set-reminder";
import { retryRefused, syncNow } from "./sync-now";
import { tellPromise, withdrawTelling } from "./tell-promise";

export const createLaterActions = (context: ActionContext) => ({
  setDay: bind(context, setDay),
  createHabit: bind(context, createHabit),
  editHabit: bind(context, editHabit),
  archiveHabit: bind(context, archiveHabit),
  restoreHabit: bind(context, restoreHabit),
  deleteHabit: bind(context, deleteHabit),
  undeleteHabit: bind(context, undeleteHabit),
  moveHabit: bind(context, moveHabit),
  moveGroup: bind(context, moveGroup),
  createGroup: bind(context, createGroup),
  renameGroup: bind(context, renameGroup),
  deleteGroup: bind(context, deleteGroup),
  undeleteGroup: bind(context, undeleteGroup),
  savePause: bind(context, savePause),
  endPause: bind(context, endPause),
  deletePause: bind(context, deletePause),
  takeStep: bind(context, takeStep),
  declineOffer: bind(context, declineOffer),
  keepDraft: bind(context, keepDraft),
  dropDraft: bind(context, dropDraft),
  findFormDraft: bind(context, findFormDraft),
  saveReflection: bind(context, saveReflection),
  editReflection: bind(context, editReflection),
  deleteReflection: bind(context, deleteReflection),
  undeleteReflection: bind(context, undeleteReflection),
  createPromise: bind(context, createPromise),
  editPromise: bind(context, editPromise),
  deletePromise: bind(context, deletePromise),
  undeletePromise: bind(context, undeletePromise),
  tellPromise: bind(context, tellPromise),
  withdrawTelling: bind(context, withdrawTelling),
  // Generic in the preference's name, which `bind` would lose.
  setPreference: ((name, value) => setPreference(context, name, value)) as Bound<
    typeof setPreference
  >,
  setNudging: ((name, value) => setNudging(context, name, value)) as Bound<typeof setNudging>,
  saveReminder: bind(context, saveReminder),
  deleteReminder: bind(context, deleteReminder),
  syncNow: bind(context, syncNow),
  retryRefused: bind(context, retryRefused),
  exportData: bind(context, exportData),
  exportCsv: bind(context, exportCsv),
  exportPromisesCsv: bind(context, exportPromisesCsv),
  openImport: bind(context, openImport),
  importData: bind(context, importData),
  eraseData: bind(context, eraseData),
});

export type LaterActions = ReturnType<typeof createLaterActions>;

type Bound<Action> = Action extends (context: ActionContext, ...args: infer Args) => infer Out
  ? (...args: Args) => Out
  : never;
