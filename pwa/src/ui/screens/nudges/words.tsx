/** What notifications say on this device: nothing private, or what they are about. */
import { useEffect, useState } from "preact/hooks";
import { t } from "../../../i18n";
import { Segmented } from "../../components/segmented";
import { useKept } from "../../kept";
import { failureWords } from "../../words/failures";

export function Words() {
  const { lock } = useKept().state;
  const [isNamed, choose] = useNames();
  return (
    <div>
      <Segmented
        legend={t("nudges.words")}
        options={[
          { value: "discreet", label: t("nudges.discreet") },
          { value: "named", label: t("nudges.named") },
        ]}
        value={isNamed ? "named" : "discreet"}
        onChange={(value) => {
          choose(value === "named");
        }}
      />
      <p class="quiet small nudges-hint">
        {t(isNamed ? "nudges.named_hint" : "nudges.discreet_hint")}
      </p>
      {isNamed && lock.guard.value?.lock != null && (
        <p class="small nudges-hint">{t("lock.nudges")}</p>
      )}
    </div>
  );
}

/** False until the device's storage has said otherwise; what could not be written is not shown as chosen. */
function useNames(): readonly [boolean, (isNamed: boolean) => void] {
  const { actions, state } = useKept();
  const [isNamed, setIsNamed] = useState(false);
  useEffect(() => {
    void actions
      .nudges()
      .then((nudges) => nudges.readNamesChoice())
      .then((choice) => {
        if (choice.ok) setIsNamed(choice.value);
      });
  }, []);
  const choose = async (wanted: boolean): Promise<void> => {
    const nudges = await actions.nudges();
    const chosen = await nudges.chooseNames(wanted);
    if (chosen.ok) setIsNamed(chosen.value);
    else state.toasts.show({ kind: "fault", text: failureWords(chosen.failure) });
  };
  return [
    isNamed,
    (wanted) => {
      void choose(wanted); /* no await: the state draws it */
    },
  ];
}
