/** How much of what was settled was kept in time, with the count behind it. */
import { t } from "../../../i18n";
import { formatNumber, formatShare } from "../../../i18n/format";
import { followThrough, type FollowThrough, type PromiseStatus } from "../../../model/promises";
import { useApp } from "../../app";

const SPANS = [30, 90] as const;
/** Of fewer, a share says less than the count, and says it harshly: 0 % of one. */
const FEWEST_FOR_A_SHARE = 3;

export function FollowThroughCard({ standings }: { readonly standings: readonly PromiseStatus[] }) {
  const today = useApp().state.calendar.today.value;
  const rates = SPANS.map((days) => ({ days, ...followThrough(standings, today, days) }));
  if (rates.every(({ rate }) => rate === null)) return null;
  return (
    <section class="card" aria-labelledby="follow-through">
      <h2 id="follow-through">{t("promises.follow_through")}</h2>
      <dl class="follow-through">
        {rates.map(({ days, ...of }) => (
          <div key={days}>
            <dt class="quiet small">{t(`promises.days_${days}`)}</dt>
            <dd>
              <Share {...of} />
            </dd>
          </div>
        ))}
      </dl>
      <p class="quiet small">{t("promises.follow_through_text")}</p>
    </section>
  );
}

function Share({ kept, settled, rate }: FollowThrough) {
  const count = t("promises.count", { kept: formatNumber(kept), settled: formatNumber(settled) });
  if (rate === null) return <span class="serif">{t("promises.no_rate")}</span>;
  if (settled < FEWEST_FOR_A_SHARE) return <span class="serif numbers">{count}</span>;
  return (
    <>
      <span class="serif numbers">{formatShare(rate)}</span>
      <span class="quiet small">{count}</span>
    </>
  );
}
