/** A press that is made again while the first is still at work does nothing: nothing is made or counted twice. */
import { useRef } from "preact/hooks";

export function useOneAtATime<Arguments extends readonly unknown[]>(
  act: (...given: Arguments) => Promise<boolean>,
): (...given: Arguments) => Promise<void> {
  const isBusy = useRef(false);
  return async (...given) => {
    if (isBusy.current) return;
    isBusy.current = true;
    try {
      // What is done stays so: the screen is on its way out.
      isBusy.current = await act(...given);
    } catch (error) {
      isBusy.current = false;
      throw error;
    }
  };
}
