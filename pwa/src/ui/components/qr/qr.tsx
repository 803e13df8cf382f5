/** A QR code; what draws it is loaded with the first one. Ink on paper in the dark too: cameras want it so. */
import { useEffect, useState } from "preact/hooks";
import "./style.css";

interface Props {
  readonly text: string;
  readonly label: string;
}

interface Drawing {
  readonly size: number;
  readonly path: string;
}

/** What readers ask to be left free around it, in modules. */
const QUIET_ZONE = 4;

export function Qr({ text, label }: Props) {
  const [drawing, setDrawing] = useState<Drawing | null>(null);
  useEffect(() => {
    let isGone = false;
    void draw(text).then((drawn) => {
      if (!isGone) setDrawing(drawn);
    });
    return () => {
      isGone = true;
    };
  }, [text]);
  if (drawing === null) return <div class="qr" />;
  const side = drawing.size + 2 * QUIET_ZONE;
  return (
    <svg
      class="qr"
      role="img"
      aria-label={label}
      viewBox={`${-QUIET_ZONE} ${-QUIET_ZONE} ${side} ${side}`}
    >
      <path d={drawing.path} />
    </svg>
  );
}

/** Null where it could not be loaded: the link and the code say the same. */
async function draw(text: string): Promise<Drawing | null> {
  try {
    const { generate } = await import("lean-qr");
    const code = generate(text);
    const modules = Array.from({ length: code.size ** 2 }, (_, at) => at)
      .map((at) => [at % code.size, Math.floor(at / code.size)] as const)
      .filter(([x, y]) => code.get(x, y));
    return { size: code.size, path: modules.map(([x, y]) => `M${x} ${y}h1v1h-1z`).join("") };
  } catch {
    return null;
  }
}
