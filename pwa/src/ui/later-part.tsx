/** A part of a screen that comes after its first paint: the screen can be read and tapped without it. */
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { laterWords } from "../i18n";
import { useKept } from "./kept";

/** Until it and its words are loaded, nothing stands in its place. */
export function laterPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  return function LaterPart(props: Props) {
    const [Part, setPart] = useState<ComponentType<Props> | null>(null);
    const isPainted = useKept().state.isPainted.value;
    useEffect(() => {
      if (!isPainted) return;
      void Promise.all([load(), laterWords()]).then(([part]) => {
        setPart(() => part);
      });
    }, [isPainted]);
    return Part === null ? null : <Part {...props} />;
  };
}
