/** A stem whose leaves come with strength: company for the number, not a trophy. */
import "./style.css";

const LEAVES = [
  "M32 76C20 76 14 68 14 60c11 0 18 6 18 16Z",
  "M32 64c12 0 18-8 18-16-11 0-18 6-18 16Z",
  "M32 52c-11 0-16-7-16-14 10 0 16 5 16 14Z",
  "M32 40c10 0 15-7 15-13-9 0-15 4-15 13Z",
  "M32 24c-5-4-5-12 0-18 5 6 5 14 0 18Z",
] as const;

interface Props {
  /** 0–1. */
  readonly strength: number;
}

export function Stem({ strength }: Props) {
  const height = 22 + strength * 50;
  return (
    <svg class="stem" viewBox="0 0 64 92" aria-hidden="true">
      <path class="stem-ground" d="M18 90.500h28" />
      <path class="stem-line" d={`M32 90V${90 - height}`} />
      {LEAVES.map((leaf, at) => (
        <path key={leaf} class="stem-leaf" d={leaf} opacity={leafOpacity(strength, at)} />
      ))}
    </svg>
  );
}

/** The lowest leaf is there from the first kept day; each further one opens over a fifth of the way. */
function leafOpacity(strength: number, at: number): number {
  const opened = (strength * LEAVES.length - at + (at === 0 ? 0.5 : 0)) * 1.2;
  return Math.max(0, Math.min(1 - at * 0.09, opened));
}
