import type { ActionContext } from "./context";

/** The action as the screens call it: with the device already in its hand. */
export const bind =
  <Args extends readonly unknown[], Out>(
    context: ActionContext,
    action: (context: ActionContext, ...args: Args) => Out,
  ) =>
  (...args: Args): Out =>
    action(context, ...args);
