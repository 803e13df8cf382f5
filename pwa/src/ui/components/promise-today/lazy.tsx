/**
 * Promises on Today, loaded only where there are any: by main.ts before the first paint, so that nothing
 * moves under a thumb, or here once the first promise is made.
 */
import { signal } from "@preact/signals";
import { laterWords } from "../../../i18n";
import { useKept } from "../../kept";
import type * as Parts from ".";

type Loaded = typeof Parts;

const loaded = signal<Loaded | null>(null);
let loading: Promise<void> | null = null;

export function loadPromises(): Promise<void> {
  loading ??= Promise.all([import("."), laterWords()]).then(([parts]) => {
    loaded.value = parts;
  });
  return loading;
}

export function PromisesPlace({ part }: { readonly part: "WaitingPromises" | "PromisesOfToday" }) {
  const { journal } = useKept().state;
  if (journal.recordsOf("promise").length === 0) return null;
  if (loaded.value === null) void loadPromises(); /* no await: the signal draws it */
  const Part = loaded.value?.[part];
  return Part === undefined ? null : <Part />;
}
