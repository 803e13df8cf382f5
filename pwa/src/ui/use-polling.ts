/** Ask again and again, some seconds after each answer, for as long as the screen is there and there is more to learn. */
import { useEffect, useRef } from "preact/hooks";

const PAUSE_MS = 2_000;

/** `ask` tells whether to go on; a `subject` that is null has nothing to ask about, another one begins again. */
export function usePolling(subject: string | null, ask: () => Promise<boolean>): void {
  const latest = useRef(ask);
  latest.current = ask;
  useEffect(() => {
    if (subject === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isGone = false;
    const poll = async (): Promise<void> => {
      const goesOn = await latest.current();
      if (goesOn && !isGone) timer = setTimeout(() => void poll(), PAUSE_MS);
    };
    void poll(); /* no await: the state draws it */
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [subject]);
}
