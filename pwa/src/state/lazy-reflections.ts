/** The door to the reflections: Today draws without them, and the code behind it comes with the first who asks. */
import { signal, type ReadonlySignal } from "@preact/signals";
import type { StorageFailure } from "../db/failures";
import type { Reflections, ReflectionsContext } from "./reflections";

export type ReflectionsStatus =
  | { readonly type: "loading" }
  | { readonly type: "ready"; readonly reflections: Reflections }
  /** Null: a part of the app has not reached this device yet. */
  | { readonly type: "failed"; readonly failure: StorageFailure | null };

export interface LazyReflections {
  readonly status: ReadonlySignal<ReflectionsStatus>;
  readonly load: () => Promise<void>;
}

export function createLazyReflections(context: ReflectionsContext): LazyReflections {
  const status = signal<ReflectionsStatus>({ type: "loading" });
  let loading: Promise<void> | null = null;
  const open = async (): Promise<void> => {
    try {
      const { openReflections } = await import("./reflections");
      const result = await openReflections(context);
      status.value = result.ok
        ? { type: "ready", reflections: result.value }
        : { type: "failed", failure: result.failure };
    } catch {
      status.value = { type: "failed", failure: null };
    }
    if (status.value.type === "failed") loading = null;
  };
  return {
    status,
    load: () => {
      loading ??= open();
      return loading;
    },
  };
}
