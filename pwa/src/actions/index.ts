/** All a person can do, bound to one device's storage and clock. */
import type { ActionContext } from "./context";
import { logStep } from "./log-step";
import { archiveHabit, deleteHabit, restoreHabit, undeleteHabit } from "./put-away-habit";
import { createHabit, editHabit } from "./save-habit";
import { setDay } from "./set-day";
import { setPreference } from "./set-preference";
import { putBackEntries, withdrawEntries } from "./withdraw-entries";

type Bound<Action> = Action extends (context: ActionContext, ...args: infer Args) => infer Out
  ? (...args: Args) => Out
  : never;

const bind =
  <Args extends readonly unknown[], Out>(
    context: ActionContext,
    action: (context: ActionContext, ...args: Args) => Out,
  ) =>
  (...args: Args): Out =>
    action(context, ...args);

export function createActions(context: ActionContext) {
  return {
    logStep: bind(context, logStep),
    withdrawEntries: bind(context, withdrawEntries),
    putBackEntries: bind(context, putBackEntries),
    setDay: bind(context, setDay),
    createHabit: bind(context, createHabit),
    editHabit: bind(context, editHabit),
    archiveHabit: bind(context, archiveHabit),
    restoreHabit: bind(context, restoreHabit),
    deleteHabit: bind(context, deleteHabit),
    undeleteHabit: bind(context, undeleteHabit),
    // Generic in the preference's name, which `bind` would lose.
    setPreference: ((name, value) => setPreference(context, name, value)) as Bound<
      typeof setPreference
    >,
    // The checks of a whole file are loaded when a person carries data, not at every start.
    exportData: async () => (await import("./carry-data")).exportData(context),
    importData: async (source: string) =>
      (await import("./carry-data")).importData(context, source),
    eraseData: async () => (await import("./carry-data")).eraseData(context),
  };
}

export type Actions = ReturnType<typeof createActions>;
