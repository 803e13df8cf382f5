/** The same moves by taps alone, for whom dragging and arrow keys are out of reach. */
import { t } from "../../../i18n";
import { Sheet } from "../../components/sheet/sheet";
import type { MoveBy } from "./use-moves";

interface Props {
  readonly name: string;
  /** Where it stands now; read aloud after each step. */
  readonly place: string;
  readonly targets: readonly {
    readonly id: string;
    readonly name: string;
    readonly go: () => void;
  }[];
  readonly onStep: (by: MoveBy) => void;
  readonly onClose: () => void;
}

export function MoveSheet({ name, place, targets, onStep, onClose }: Props) {
  return (
    <Sheet title={t("arrange.move", { name })} onClose={onClose}>
      <p role="status">{place}</p>
      <div class="buttons">
        <button
          type="button"
          class="button"
          onClick={() => {
            onStep(-1);
          }}
        >
          {t("arrange.up")}
        </button>
        <button
          type="button"
          class="button"
          onClick={() => {
            onStep(1);
          }}
        >
          {t("arrange.down")}
        </button>
      </div>
      {targets.length > 0 && (
        <>
          <h3>{t("arrange.into")}</h3>
          <div class="buttons">
            {targets.map((target) => (
              <button
                key={target.id}
                type="button"
                class="button"
                onClick={() => {
                  target.go();
                  onClose();
                }}
              >
                <bdi>{target.name}</bdi>
              </button>
            ))}
          </div>
        </>
      )}
    </Sheet>
  );
}
