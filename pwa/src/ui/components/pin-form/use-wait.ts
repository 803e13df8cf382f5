/** How long to wait before the next try, counted down in sight of the person. */
import { useEffect, useState } from "preact/hooks";
import { readWait } from "../../../actions/lock/try-pin";
import { useApp } from "../../app";

const STEP_MS = 1_000;

export function useWait() {
  const { context } = useApp();
  /** Of a clock that nobody can set. */
  const [endsAt, setEndsAt] = useState(0);
  const [waitMs, setWaitMs] = useState(0);
  const wait = (milliseconds: number): void => {
    setEndsAt(performance.now() + milliseconds);
    setWaitMs(milliseconds);
  };
  useEffect(() => {
    // What was tried before this page was opened counts too.
    void readWait(context).then(wait);
  }, [context]);
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
