/** What sharing looks like now, read again whenever it may have changed. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { SharingActions } from "../actions/sharing";
import type { SharingFailure } from "../actions/sharing/failures";
import type { Sharing, TogetherView } from "../actions/sharing/read";
import type { Result } from "../core/result";
import { useKept } from "./kept";

export type Read<Value> = Result<Value, SharingFailure> | null;

function useRead<Value>(
  read: (actions: SharingActions) => Promise<Result<Value, SharingFailure>>,
): { readonly result: Read<Value>; readonly reload: () => Promise<void> } {
  const { actions } = useKept();
  const [result, setResult] = useState<Read<Value>>(null);
  const asked = useRef(0);
  const reload = async (): Promise<void> => {
    asked.current += 1;
    const mine = asked.current;
    const next = await read(await actions.sharing());
    // A slow answer to an older question would take back what a newer one has said.
    if (mine !== asked.current) return;
    // What is on the screen stays there when it cannot be read again: somebody may be choosing from it.
    setResult((present) => (!next.ok && present?.ok === true ? present : next));
  };
  useEffect(() => {
    let stop: (() => void) | null = null;
    let isGone = false;
    void actions.sharing().then(({ watch }) => {
      if (!isGone) stop = watch(() => void reload());
    });
    void reload(); /* no await: the state draws it */
    return () => {
      isGone = true;
      stop?.();
    };
    // For the life of the screen: what is read does not depend on what is drawn.
  }, []);
  return { result, reload };
}

/** What others show; from the device alone. */
export const useTogether = () => useRead<TogetherView>((actions) => actions.readTogether());

/** What is shown to others; asks the server where it can. */
export const useMySharing = () => useRead<Sharing>((actions) => actions.readSharing());
