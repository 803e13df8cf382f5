/** What the screens are given: the state they watch, and what every action needs. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { ActionContext } from "../actions/context";
import type { AppState } from "../state";

export interface App {
  readonly state: AppState;
  readonly context: ActionContext;
  /** Forget the keys of the words in memory: the page is being left, and must not open one more. */
  readonly dropKeys: () => void;
}

export const AppContext = createContext<App | null>(null);

export function useApp(): App {
  const app = useContext(AppContext);
  if (app === null) throw new Error("A screen was drawn outside of AppContext");
  return app;
}
