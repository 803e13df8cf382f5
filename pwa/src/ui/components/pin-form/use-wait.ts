/** How long to wait before the next try, counted down in sight of the person. */
import { useEffect, useState } from "preact/hooks";
import { useKept } from "../../kept";

const STEP_MS = 1_000;

export function useWait() {
  const { actions } = useKept();
  /** Of a clock that nobody can set. */
  const [endsAt, setEndsAt] = useState(0);
  const [waitMs, setWaitMs] = useState(0);
  const wait = (milliseconds: number): void => {
    setEndsAt(performance.now() + milliseconds);
    setWaitMs(milliseconds);
  };
  useEffect(() => {
    // What was tried before this page was opened counts too.
    void actions.lock().then(async ({ readWait }) => {
      wait(await readWait());
    });
  }, [actions]);
  useEffect(() => {
    if (waitMs <= 0) return undefined;
    const timer = setTimeout(
      () => {
        setWaitMs(Math.max(0, endsAt - performance.now()));
      },
      Math.min(STEP_MS, waitMs),
    );
    return () => {
      clearTimeout(timer);
    };
  }, [endsAt, waitMs]);
  return { waitMs, wait };
}
