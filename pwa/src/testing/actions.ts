/** All a person can do to their own things, bound to one device. */
import * as offers from "../actions/answer-offer";
import * as order from "../actions/arrange";
import * as files from "../actions/carry-data";
import type { ActionContext } from "../actions/context";
import * as drafts from "../actions/keep-draft";
import { logStep } from "../actions/log-step";
import * as pauses from "../actions/pause-habit";
import * as habitBin from "../actions/put-away-habit";
import * as promiseBin from "../actions/put-away-promise";
import * as habits from "../actions/save-habit";
import * as promises from "../actions/save-promise";
import * as reflections from "../actions/save-reflection";
import { setDay } from "../actions/set-day";
import { setPreference } from "../actions/set-preference";
import * as reminders from "../actions/set-reminder";
import * as syncing from "../actions/sync-now";
import * as tellings from "../actions/tell-promise";
import { putBackEntries, withdrawEntries } from "../actions/withdraw-entries";

const ALL = {
  ...offers,
  ...order,
  ...files,
  ...drafts,
  ...pauses,
  ...habitBin,
  ...promiseBin,
  ...habits,
  ...promises,
  ...reflections,
  ...reminders,
  ...syncing,
  ...tellings,
  ...{ logStep, setDay, setPreference, putBackEntries, withdrawEntries },
};

type Bound<Action> = Action extends (context: ActionContext, ...args: infer Args) => infer Out
  ? (...args: Args) => Out
  : never;

export type Actions = { readonly [Name in keyof typeof ALL]: Bound<(typeof ALL)[Name]> };

export function createActions(context: ActionContext): Actions {
  const bound = Object.entries(ALL).map(([name, action]) => [
    name,
    (...args: readonly never[]) =>
      (action as (context: ActionContext, ...rest: readonly never[]) => unknown)(context, ...args),
  ]);
  // The type says of each what the mapping does to it.
  return Object.fromEntries(bound) as Actions;
}
