/** What a person looks at second comes a frame after what they came to tap; they keep its room for it. */
import type { ComponentChildren } from "preact";
import { useKept } from "./kept";

interface Props {
  readonly children: () => ComponentChildren;
  /** Stands in its place in the first frame of the app. */
  readonly room?: ComponentChildren;
}

export const AfterFirstPaint = ({ children, room = null }: Props) =>
  useKept().state.isPainted.value ? children() : room;
