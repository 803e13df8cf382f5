/** How much of what was settled was kept in time, with the count behind it. */
import { t } from "../../../i18n";
import { formatNumber, formatShare } from "../../../i18n/format";
import { followThrough, type Standing } from "../../../model/promises";
import { useKept } from "../../kept";

const SPANS = [30, 90] as const;

export function FollowThroughCard({ standings }: { readonly standings: readonly Standing[] }) {
  const today = useKept().state.calendar.today.value;
  const rates = SPANS.map((days) => ({ days, ...followThrough(standings, today, days) }));
  if (rates.every(({ rate }) => rate === null)) return null;
  return (
    <section class="card" aria-labelledby="follow-through">
      <h2 id="follow-through">{t("promises.follow_through")}</h2>
      <dl class="follow-through">
        {rates.map(({ days, kept, settled, rate }) => (
          <div key={days}>
            <dt class="quiet small">{t(`promises.days_${days}`)}</dt>
            <dd>
              <span class="serif numbers">
                {rate === null ? t("promises.no_rate") : formatShare(rate)}
              </span>
              <span class="quiet small">
                {t("promises.count", {
                  kept: formatNumber(kept),
                  settled: formatNumber(settled),
                })}
              </span>
            </dd>
          </div>
        ))}
      </dl>
      <p class="quiet small">{t("promises.follow_through_text")}</p>
    </section>
  );
}
