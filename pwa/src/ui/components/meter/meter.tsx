/** How much of something is used: a calm bar, and the words beside it say the same. */
import "./style.css";

interface Props {
  readonly label: string;
  /** From 0 to 1. */
  readonly share: number;
  readonly text: string;
}

const FULL = 100;

export function Meter({ label, share, text }: Props) {
  const percent = Math.round(Math.min(1, Math.max(0, share)) * FULL);
  return (
    <span class="meter">
      <span
        class="meter-track"
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={FULL}
        aria-valuenow={percent}
        aria-valuetext={text}
      >
        {share > 0 && <span class="meter-fill" style={{ inlineSize: `${percent}%` }} />}
      </span>
      <bdi class="quiet small numbers" aria-hidden="true">
        {text}
      </bdi>
    </span>
  );
}
