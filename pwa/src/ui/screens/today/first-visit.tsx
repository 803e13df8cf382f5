/** No tour, no sign-up: one question, three small answers. */
import { t } from "../../../i18n";
import { useApp } from "../../app";
import { Icon } from "../../components/icon/icon";

export function FirstVisit() {
  const { account, device, library } = useApp().state;
  const { suggested } = library;
  return (
    <section class="first" aria-labelledby="first">
      <h2 class="first-title" id="first">
        {t("first.title")}
      </h2>
      <p class="quiet">{t("first.intro")}</p>
      {device.isIos && !device.isStandalone && (
        <p>
          <a class="link" href="/you">
            {t("first.install")}
          </a>
        </p>
      )}
      <ul class="rows">
        {suggested.map(({ slug, name, tiny, glyph, hue }) => (
          <li key={slug}>
            <a class="suggestion" href={`/practices/${slug}`}>
              <span class="glyph" data-hue={hue}>
                <Icon name={glyph} />
              </span>
              <span>
                <h3>{name}</h3>
                <p>{tiny}</p>
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
