/** A picture and a colour. */
import { t } from "../../../i18n";
import { GLYPHS, HUES, type Glyph, type Hue } from "../../../model/glyphs";
import { Icon } from "../../components/icon/icon";

interface Look {
  readonly glyph: Glyph;
  readonly hue: Hue;
}

interface Props {
  readonly look: Look;
  readonly onChange: (look: Look) => void;
}

export function LookPicker({ look, onChange }: Props) {
  return (
    <details class="look">
      <summary>
        <span class="glyph" data-hue={look.hue}>
          <Icon name={look.glyph} />
        </span>
        <span class="legend">{t("form.look")}</span>
        <Icon name="chevron-right" flips />
      </summary>
      <fieldset>
        <legend class="visually-hidden">{t("form.hue")}</legend>
        <div class="look-grid">
          {HUES.map((hue) => (
            <button
              type="button"
              key={hue}
              class="look-hue"
              data-hue={hue}
              aria-label={t(`hue.${hue}`)}
              aria-pressed={hue === look.hue}
              onClick={() => {
                onChange({ ...look, hue });
              }}
            />
          ))}
        </div>
      </fieldset>
      <fieldset data-hue={look.hue}>
        <legend class="visually-hidden">{t("form.glyph")}</legend>
        <div class="look-grid">
          {GLYPHS.map((glyph) => (
            <button
              type="button"
              key={glyph}
              class="look-glyph"
              aria-label={t(`glyph.${glyph}`)}
              aria-pressed={glyph === look.glyph}
              onClick={() => {
                onChange({ ...look, glyph });
              }}
            >
              <Icon name={glyph} />
            </button>
          ))}
        </div>
      </fieldset>
    </details>
  );
}
