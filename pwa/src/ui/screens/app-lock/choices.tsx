/** What the lock does while it is on; its person has just shown that it is theirs. */
import { useEffect, useState } from "preact/hooks";
import { addPasskey, canHavePasskey, removePasskey } from "../../../actions/lock/passkey";
import { setLockAfter, setReflectionsLock } from "../../../actions/lock/set-guard";
import { removeLock } from "../../../actions/lock/set-pin";
import { t } from "../../../i18n";
import { AFTER_SECONDS } from "../../../model/lock";
import { useApp } from "../../app";
import { Icon } from "../../components/icon/icon";
import { Padlock } from "../../components/padlock/padlock";
import { Select } from "../../components/select/select";
import { Switch } from "../../components/switch/switch";
import { PinSheet } from "./pin-sheet";
import { useGuard } from "./use-guard";

const SECONDS_PER_MINUTE = 60;

const afterWords = (seconds: number): string =>
  seconds === 0 ? t("lock.at_once") : t("lock.minutes", { count: seconds / SECONDS_PER_MINUTE });

export function Choices() {
  const { lock } = useApp().state;
  const change = useGuard();
  const set = lock.guard.value?.lock;
  if (set == null) return null;
  return (
    <>
      <section class="card stack">
        <Select
          label={t("lock.after")}
          hint={t("lock.on_means")}
          value={set.afterSeconds}
          options={AFTER_SECONDS.map((value) => ({ value, label: afterWords(value) }))}
          onChange={(seconds) => change((context) => setLockAfter(context, seconds))}
        />
        <PasskeySwitch isOn={set.passkey !== null} />
        <Switch
          label={t("lock.reflections")}
          hint={t("lock.reflections_hint")}
          isOn={set.asksForReflections}
          onChange={(isOn) => void change((context) => setReflectionsLock(context, isOn))}
        />
      </section>
      <Ways />
    </>
  );
}

/** Offered only where the device can recognise its person; taken away wherever it was chosen. */
function PasskeySwitch({ isOn }: { readonly isOn: boolean }) {
  const change = useGuard();
  const [isOffered, setIsOffered] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  useEffect(() => {
    void canHavePasskey().then(setIsOffered);
  }, []);
  if (!isOffered && !isOn) return null;
  const choose = async (isWanted: boolean): Promise<void> => {
    setIsBusy(true);
    await change((context) =>
      isWanted ? addPasskey(context, t("lock.passkey_name")) : removePasskey(context),
    );
    setIsBusy(false);
  };
  return (
    <Switch
      label={t("lock.passkey")}
      hint={t("lock.passkey_hint")}
      isOn={isOn}
      isBusy={isBusy}
      onChange={(isWanted) => void choose(isWanted)}
    />
  );
}

function Ways() {
  const { lock, toasts } = useApp().state;
  const change = useGuard();
  const [isChanging, setIsChanging] = useState(false);
  const turnOff = async (): Promise<void> => {
    const isOff = await change((context) => removeLock(context));
    if (isOff) toasts.show({ kind: "calm", text: t("lock.is_off") });
  };
  return (
    <>
      <div class="rows">
        <button
          type="button"
          class="action-row"
          onClick={() => {
            setIsChanging(true);
          }}
        >
          {t("lock.change_pin")}
          <Icon name="chevron-right" flips />
        </button>
        <button
          type="button"
          class="action-row"
          onClick={() => {
            lock.isLocked.value = true;
          }}
        >
          {t("lock.now")}
          <Padlock />
        </button>
      </div>
      <button type="button" class="button wide" onClick={() => void turnOff()}>
        {t("lock.turn_off")}
      </button>
      {isChanging && (
        <PinSheet
          title={t("lock.change_pin")}
          onClose={() => {
            setIsChanging(false);
          }}
        />
      )}
    </>
  );
}
