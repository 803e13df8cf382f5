/** Copying a code or a link. What came of it is said in its place: a toast would stand behind an open sheet. */
import { useState } from "preact/hooks";
import { t } from "../i18n";

interface Copying {
  readonly copy: (text: string, said: string) => Promise<void>;
  /** "" before anything was copied. */
  readonly said: string;
}

export function useCopy(): Copying {
  const [said, setSaid] = useState("");
  const copy = async (text: string, done: string): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid(done);
    } catch {
      // Denied, or not there over plain http: the code can still be selected.
      setSaid(t("code.not_copied"));
    }
  };
  return { copy, said };
}
