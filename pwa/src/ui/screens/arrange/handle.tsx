/** What a row is moved by: dragged with a finger or a mouse, stepped with the arrow keys, tapped for more. */
import { useRef } from "preact/hooks";
import type { MoveBy } from "./use-moves";

interface Props {
  readonly id: string;
  readonly label: string;
  readonly onStep: (by: MoveBy) => void;
  readonly onTap: () => void;
  /** Held and moved; null: let go without a move. */
  readonly onDrag: (y: number | null) => void;
  readonly onDrop: (y: number) => void;
}

/** A finger is never quite still: less than this is a tap. */
const MIN_DRAG_PX = 6;

const STEPS: Readonly<Record<string, MoveBy>> = { ArrowUp: -1, ArrowDown: 1 };

export function Handle({ id, label, onStep, onTap, onDrag, onDrop }: Props) {
  const startY = useRef<number | null>(null);
  const isDragged = useRef(false);
  const letGo = (handle: HTMLElement): void => {
    startY.current = null;
    follow(handle, 0);
  };
  return (
    <button
      type="button"
      class="handle"
      data-handle={id}
      aria-label={label}
      aria-haspopup="dialog"
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        startY.current = event.clientY;
        isDragged.current = false;
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        if (startY.current === null) return;
        const movedPx = event.clientY - startY.current;
        if (!isDragged.current && Math.abs(movedPx) < MIN_DRAG_PX) return;
        isDragged.current = true;
        follow(event.currentTarget, movedPx);
        onDrag(event.clientY);
      }}
      onPointerUp={(event) => {
        const isDrop = startY.current !== null && isDragged.current;
        letGo(event.currentTarget);
        if (isDrop) onDrop(event.clientY);
      }}
      onPointerCancel={(event) => {
        letGo(event.currentTarget);
        onDrag(null);
      }}
      onClick={() => {
        if (!isDragged.current) onTap();
        isDragged.current = false;
      }}
      onKeyDown={(event) => {
        const by = STEPS[event.key];
        if (by === undefined) return;
        event.preventDefault();
        onStep(by);
      }}
    />
  );
}

/** The row goes with the pointer, while its place in the list stays. */
function follow(handle: HTMLElement, movedPx: number): void {
  const row = handle.closest<HTMLElement>("[data-row]");
  if (row === null) return;
  row.style.translate = movedPx === 0 ? "" : `0 ${movedPx}px`;
  row.toggleAttribute("data-dragged", movedPx !== 0);
}
