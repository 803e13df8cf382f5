/** What the screens are given: the state they watch and the actions they may take. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Actions } from "../actions";
import type { AppState } from "../state";

export interface Kept {
  readonly state: AppState;
  readonly actions: Actions;
  /** Forget the keys of the words in memory: the page is being left, and must not open one more. */
  readonly dropKeys: () => void;
}

export const KeptContext = createContext<Kept | null>(null);

export function useKept(): Kept {
  const kept = useContext(KeptContext);
  if (kept === null) throw new Error("A screen was drawn outside of KeptContext");
  return kept;
}
