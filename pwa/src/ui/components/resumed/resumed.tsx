/** Says that what is in the form was typed earlier, and offers an empty one. */
import { t } from "../../../i18n";

export function Resumed({ onStartOver }: { readonly onStartOver: () => void }) {
  return (
    <p class="quiet">
      {t("moment.resumed")}{" "}
      <button type="button" class="link" onClick={onStartOver}>
        {t("moment.start_over")}
      </button>
    </p>
  );
}
