/** What is wrong with a field is said until its value changes: whether the new one is right, the next sending tells. */
import { useEffect, useRef, useState } from "preact/hooks";

type Control = HTMLInputElement | HTMLTextAreaElement;

export function useProblem<Element extends Control>(
  value: string,
  problem: string | null | undefined,
) {
  const control = useRef<Element>(null);
  const latest = useRef(value);
  latest.current = value;
  /** The value that was sent last; null before the first time. */
  const [sent, setSent] = useState<string | null>(null);
  useEffect(() => {
    const form = control.current?.form;
    const onSubmit = (): void => {
      setSent(latest.current);
    };
    form?.addEventListener("submit", onSubmit);
    return () => {
      form?.removeEventListener("submit", onSubmit);
    };
  }, []);
  const isMended = sent !== null && sent !== value;
  return { control, shown: isMended ? null : (problem ?? null) };
}
