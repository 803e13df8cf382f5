/** No tour, no sign-up: one question, three small answers. */
import { t } from "../../../i18n";
import { Icon } from "../../components/icon";
import { useKept } from "../../kept";
import { practiceGlyph, themeHue } from "../../words/practices";

export function FirstVisit() {
  const { account, library } = useKept().state;
  const { suggested } = library;
  return (
    <section class="first" aria-labelledby="first">
      <h2 class="first-title" id="first">
        {t("first.title")}
      </h2>
      <p class="quiet">{t("first.intro")}</p>
      <ul class="rows">
        {suggested.map((practice) => (
          <li key={practice.slug}>
            <a class="suggestion" href={`/practices/${practice.slug}`}>
              <span class="glyph" data-hue={themeHue(practice.theme)}>
                <Icon name={practiceGlyph(practice)} />
              </span>
              <span>
                <h3>{practice.name}</h3>
                <p>{practice.ladder.tiny}</p>
              </span>
              <Icon name="chevron-right" flips />
            </a>
          </li>
        ))}
      </ul>
      <div class="buttons">
        <a class="button" href="/practices">
          {t("first.more")}
        </a>
        <a class="button" href="/habits/new">
          {t("first.own")}
        </a>
      </div>
      {account.current.value === null && <p class="private quiet">{t("first.private")}</p>}
    </section>
  );
}
