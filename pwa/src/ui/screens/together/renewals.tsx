/**
 * A quiet question about what has been shown for a while. Who leaves it alone lets it end by itself: the usual
 * end of everything that is shown, so that no end says anything.
 */
import type { ShownTo } from "../../../actions/sharing/read";
import { renewShare } from "../../../actions/sharing/show";
import { daysBetween, type LocalDate } from "../../../core/dates";
import { t } from "../../../i18n";
import { formatDate } from "../../../i18n/format";
import { useApp } from "../../app";
import { useStepUp } from "../../components/step-up/step-up";
import { useMySharing } from "../../use-sharing";
import { sharingFailureWords } from "../../words/sharing-failures";

/** Days since it was chosen or kept on: asked for a week, and again before the end. */
const FIRST_FROM = 30;
const FIRST_UNTIL = 37;
const LAST_FROM = 80;

export function isAsked(renewedOn: LocalDate, today: LocalDate): boolean {
  const days = daysBetween(renewedOn, today);
  return (days >= FIRST_FROM && days < FIRST_UNTIL) || days >= LAST_FROM;
}

export function Renewals() {
  const { result, reload } = useMySharing();
  const { calendar } = useApp().state;
  if (result?.ok !== true) return null;
  const today = calendar.today.value;
  const asked = result.value.shownTo
    .map((to) => ({
      ...to,
      shares: to.shares.filter(({ renewed_on: on }) => isAsked(on, today)),
    }))
    .filter(({ shares }) => shares.length > 0);
  return (
    <>
      {asked.map((to) => (
        <Renewal key={to.pair} to={to} onDone={() => void reload()} />
      ))}
    </>
  );
}

function Renewal({ to, onDone }: { readonly to: ShownTo; readonly onDone: () => void }) {
  const { context, state } = useApp();
  const { guard, sheet } = useStepUp();
  const { shares, name } = to;
  const until = shares.map(({ lapses_on: on }) => on).reduce((a, b) => (a < b ? a : b));
  const keep = async (): Promise<void> => {
    for (const { share } of shares) {
      const result = await guard(() => renewShare(context, share));
      if (result === null) return;
      if (!result.ok) {
        state.toasts.show({ kind: "fault", text: sharingFailureWords(result.failure) });
        return;
      }
    }
    state.toasts.show({ kind: "calm", text: t("renewal.kept", { name }) });
    onDone();
  };
  return (
    <section class="card renewal" aria-label={t("renewal.title", { count: shares.length, name })}>
      <p>
        <b>{t("renewal.title", { count: shares.length, name })}</b>{" "}
        {t("renewal.text", { day: formatDate(until, "long") })}
      </p>
      <div class="buttons">
        <a class="button" href="/sharing">
          {t("renewal.change")}
        </a>
        <button type="button" class="button" onClick={() => void keep()}>
          {t("renewal.keep")}
        </button>
      </div>
      {sheet}
    </section>
  );
}
