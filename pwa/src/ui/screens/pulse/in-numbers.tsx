/** The same in words and numbers, for who does not see lines. */
import { t } from "../../../i18n";
import { formatDate } from "../../../i18n/format";
import { PULSE } from "../../../model/moments";
import type { Beat } from "../../../model/pulse";
import { askOf } from "../../words/moments";
import type { KeptLine } from "./beats";

interface Props {
  readonly beats: readonly Beat[];
  readonly kept: readonly KeptLine[];
}

export function InNumbers({ beats, kept }: Props) {
  const newestFirst = beats.map((beat, at) => ({ beat, at })).reverse();
  return (
    <details class="section">
      <summary class="pulse-summary quiet">{t("year.table")}</summary>
      {newestFirst.map(({ beat, at }) => (
        <section key={beat.id} class="pulse-month" aria-labelledby={`beat-${beat.id}`}>
          <h2 class="pulse-day" id={`beat-${beat.id}`}>
            <a class="link" href={`/reflections/${beat.id}`}>
              {formatDate(beat.on, "long")}
            </a>
          </h2>
          <dl>
            {PULSE.steps.map((step, place) => (
              <Row key={step.id} name={askOf(PULSE, step)} value={scaleWords(beat.values[place])} />
            ))}
            {kept.map(({ habit, days }) => (
              <Row
                key={habit.id}
                name={habit.name}
                value={t("pulse.days", { count: days[at] ?? 0 })}
              />
            ))}
          </dl>
        </section>
      ))}
    </details>
  );
}

const scaleWords = (value: number | null | undefined): string =>
  value === null || value === undefined ? t("pulse.none") : t("moment.scale", { at: value });

const Row = ({ name, value }: { readonly name: string; readonly value: string }) => (
  <div class="pulse-row">
    <dt>
      <bdi>{name}</bdi>
    </dt>
    <dd class="numbers">{value}</dd>
  </div>
);
