/** What sharing looks like now, read again whenever it may have changed. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { ActionContext } from "../actions/context";
import type { SharingFailure } from "../actions/sharing/failures";
import { watchShared } from "../actions/sharing/pairs";
import {
  readSharing,
  readTogether,
  type Sharing,
  type TogetherView,
} from "../actions/sharing/read";
import type { Result } from "../core/result";
import { useApp } from "./app";

export type Read<Value> = Result<Value, SharingFailure> | null;

const afterThisTask = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve);
  });

function useRead<Value>(read: (context: ActionContext) => Promise<Result<Value, SharingFailure>>): {
  readonly result: Read<Value>;
  readonly reload: () => Promise<void>;
} {
  const { context } = useApp();
  const [result, setResult] = useState<Read<Value>>(null);
  const asked = useRef(0);
  const planned = useRef<Promise<void> | null>(null);
  const readNow = async (): Promise<void> => {
    planned.current = null;
    asked.current += 1;
    const mine = asked.current;
    const next = await read(context);
    // A slow answer to an older question would take back what a newer one has said.
    if (mine !== asked.current) return;
    // What is on the screen stays there when it cannot be read again: somebody may be choosing from it.
    setResult((present) => (!next.ok && present?.ok === true ? present : next));
  };
  // An act is heard of twice, as a change that every tab is told of and by its own screen: one question is enough.
  const reload = (): Promise<void> => (planned.current ??= afterThisTask().then(readNow));
  useEffect(() => {
    void reload(); /* no await: the state draws it */
    return watchShared(context, () => void reload());
    // For the life of the screen: what is read does not depend on what is drawn.
  }, []);
  return { result, reload };
}

/** What others show; from the device alone. */
export const useTogether = () => useRead<TogetherView>(readTogether);

/** What is shown to others; asks the server where it can. */
export const useMySharing = () => useRead<Sharing>(readSharing);
