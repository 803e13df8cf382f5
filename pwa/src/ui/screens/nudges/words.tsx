/** What notifications say on this device: nothing private, or what they are about. */
import { useEffect, useState } from "preact/hooks";
import { chooseNames, readNamesChoice } from "../../../actions/nudges/names";
import { t } from "../../../i18n";
import { useApp } from "../../app";
import { Segmented } from "../../components/segmented/segmented";
import { failureWords } from "../../words/failures";

export function Words() {
  const { lock } = useApp().state;
  const [isNamed, choose] = useNames();
  return (
    <div>
      <Segmented
        legend={t("nudges.words")}
        options={[
          { value: "discreet", label: t("nudges.discreet") },
          { value: "named", label: t("nudges.named") },
        ]}
        value={isNamed === null ? null : isNamed ? "named" : "discreet"}
        onChange={(value) => choose(value === "named")}
      />
      <p class="quiet small nudges-hint">
        {isNamed !== null && t(isNamed ? "nudges.named_hint" : "nudges.discreet_hint")}
      </p>
      {isNamed === true && lock.guard.value?.lock != null && (
        <p class="small nudges-hint">{t("lock.nudges")}</p>
      )}
    </div>
  );
}

/** Null until the device's storage has been read; what couldn't be saved isn't shown as chosen. */
function useNames(): readonly [boolean | null, (isNamed: boolean) => Promise<void>] {
  const { context, state } = useApp();
  const [isNamed, setIsNamed] = useState<boolean | null>(null);
  useEffect(() => {
    void readNamesChoice(context).then((choice) => {
      // A choice made while it was read is newer.
      setIsNamed((chosen) => chosen ?? (choice.ok && choice.value));
    });
  }, []);
  const choose = async (wanted: boolean): Promise<void> => {
    const chosen = await chooseNames(context, wanted);
    if (chosen.ok) setIsNamed(chosen.value);
    else state.toasts.show({ kind: "fault", text: failureWords(chosen.failure) });
  };
  return [isNamed, choose];
}
