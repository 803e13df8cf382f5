/** What a screen can be read and tapped without: it comes after the first paint of the app, its code too. */
import type { ComponentChildren, ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { t } from "../i18n";
import { useApp } from "./app";

interface Props {
  readonly children: () => ComponentChildren;
  /** Stands in its place in the first frame of the app. */
  readonly room?: ComponentChildren;
}

export const AfterFirstPaint = ({ children, room = null }: Props) =>
  useApp().state.isPainted.value ? children() : room;

/** `preload` brings its code earlier, where it would move others under a thumb if it came later. */
type Preloadable<Its> = ComponentType<Its> & { readonly preload: () => Promise<void> };

/** A component whose code is loaded when it is first drawn after the first paint; until then nothing is drawn. */
export function afterFirstPaint<Its extends object>(
  load: () => Promise<ComponentType<Its>>,
): Preloadable<Its> {
  let loaded: ComponentType<Its> | null = null;
  const preload = async (): Promise<void> => {
    loaded ??= await load();
  };
  function AfterPaint(props: Its) {
    const [, setIsLoaded] = useState(loaded !== null);
    const { isPainted, toasts } = useApp().state;
    const mayLoad = isPainted.value;
    useEffect(() => {
      if (!mayLoad || loaded !== null) return;
      preload().then(
        () => {
          setIsLoaded(true);
        },
        () => {
          toasts.show({ kind: "fault", text: t("fault.page") });
        },
      );
    }, [mayLoad, toasts]);
    const Part = loaded;
    return Part === null ? null : <Part {...props} />;
  }
  return Object.assign(AfterPaint, { preload });
}
