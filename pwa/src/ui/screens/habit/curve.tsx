/** How strength came to be what it is, as one calm line. */
import { daysBetween } from "../../../core/dates";
import { t } from "../../../i18n";
import { formatDate, formatShare } from "../../../i18n/format";
import { thinned, type Closed } from "../../../model/insight";

const WIDTH = 600;
const HEIGHT = 100;

export function Curve({ closed }: { readonly closed: readonly Closed[] }) {
  const [first, last] = [closed[0], closed.at(-1)];
  if (first === undefined || last === undefined) return null;
  const words = t("curve.words", {
    now: formatShare(last.strength),
    today: formatDate(last.to, "long"),
    first: formatShare(first.strength),
    start: formatDate(first.to, "long"),
    most: formatShare(closed.reduce((most, { strength }) => Math.max(most, strength), 0)),
  });
  return (
    <section class="card" aria-labelledby="curve">
      <h2 id="curve">{t("curve.title")}</h2>
      <figure class="curve">
        <div class="curve-scale numbers" aria-hidden="true">
          {[1, 0.5, 0].map((share) => (
            <span key={share}>{formatShare(share)}</span>
          ))}
        </div>
        <Line points={thinned(closed)} words={words} />
        <div class="curve-days" aria-hidden="true">
          <span>{formatDate(first.to, "medium")}</span>
          <span>{formatDate(last.to, "medium")}</span>
        </div>
      </figure>
      <p class="quiet small">{t("curve.hint")}</p>
    </section>
  );
}

function Line({ points, words }: { readonly points: readonly Closed[]; readonly words: string }) {
  const places = placesOf(points);
  const line = `M${places.map(({ x, y }) => `${x} ${y}`).join("L")}`;
  const end = places.at(-1);
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={words}
    >
      <path class="curve-grid" d={`M0 0h${WIDTH}M0 ${HEIGHT / 2}h${WIDTH}M0 ${HEIGHT}h${WIDTH}`} />
      <path class="curve-area" d={`${line}V${HEIGHT}H0Z`} />
      <path class="curve-line" d={line} />
      {end !== undefined && <path class="curve-end" d={`M${end.x} ${end.y}h0`} />}
    </svg>
  );
}

/** Where each point lies: days from left to right, strength upwards. */
function placesOf(
  points: readonly Closed[],
): readonly { readonly x: number; readonly y: number }[] {
  const [start, end] = [points[0]?.to ?? "", points.at(-1)?.to ?? ""];
  const days = Math.max(1, daysBetween(start, end));
  return points.map(({ to, strength }) => ({
    x: Math.round((daysBetween(start, to) / days) * WIDTH),
    y: Math.round((1 - strength) * HEIGHT * 10) / 10,
  }));
}
