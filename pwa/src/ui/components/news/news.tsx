/** News of a partner on Today, until they are looked at or put aside. Nobody is told of either. */
import { markNewsSeen } from "../../../actions/sharing/news";
import { t } from "../../../i18n";
import type { News } from "../../../model/news";
import { useApp } from "../../app";
import { failureWords } from "../../words/failures";
import { Icon } from "../icon/icon";
import "./style.css";

/** So many of the latest are in sight. */
const SHOWN = 3;

export function NewsCard() {
  const { news } = useApp().state;
  const all = news.value;
  if (all.length === 0) return null;
  const hidden = all.length - SHOWN;
  return (
    <section class="section card news" aria-labelledby="news">
      <header>
        <h2 id="news">{t("news.title")}</h2>
        <Dismiss />
      </header>
      <ul>
        {all.slice(-SHOWN).map((item) => (
          <li key={item.id}>
            <Icon name={item.kind === "warmth" ? "heart" : "mark"} />
            <bdi>{newsWords(item)}</bdi>
          </li>
        ))}
      </ul>
      {hidden > 0 && <p class="quiet small">{t("news.more", { count: hidden })}</p>}
      <a class="button wide" href="/together">
        {t("news.look")}
      </a>
    </section>
  );
}

function Dismiss() {
  const { context, state } = useApp();
  const dismiss = async (): Promise<void> => {
    const result = await markNewsSeen(context);
    if (!result.ok) state.toasts.show({ kind: "fault", text: failureWords(result.failure) });
  };
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={t("news.dismiss")}
      onClick={() => void dismiss()}
    >
      <Icon name="x" />
    </button>
  );
}

const newsWords = (item: News): string =>
  item.kind === "warmth"
    ? t("news.warmth", { name: item.name, gesture: t(`gesture.${item.gesture}`) })
    : t(`news.${item.kind}`, { name: item.name });
