/** The passkeys of the account: what signs in, and opens what was written, without a password. */
import { useEffect, useState } from "preact/hooks";
import type { AccountFailure } from "../../../actions/account/failures";
import { canUsePasskeys } from "../../../actions/passkeys/browser";
import {
  addPasskey,
  letPasskeyOpen,
  listPasskeys,
  type NamedPasskey,
  removePasskey,
} from "../../../actions/passkeys/list";
import type { Result } from "../../../core/result";
import { t } from "../../../i18n";
import { formatDate } from "../../../i18n/format";
import { useApp } from "../../app";
import { Icon } from "../../components/icon/icon";
import { useStepUp } from "../../components/step-up/step-up";
import { useOneAtATime } from "../../use-one-at-a-time";
import { accountFailureWords } from "../../words/account-failures";
import { guessDeviceName } from "../../words/device-name";
import { PasskeySheet } from "./passkey-sheet";

type Listed = Result<readonly NamedPasskey[], AccountFailure> | null;

/** Where none can be had and there are none, nothing is said of them. */
export function Passkeys() {
  const { context, state } = useApp();
  const [listed, setListed] = useState<Listed>(null);
  const isLocked = state.account.isLocked.value;
  const read = async (): Promise<void> => {
    setListed(await listPasskeys(context));
  };
  useEffect(() => {
    void read(); /* no await: the state draws it */
  }, [isLocked]);
  if (listed?.ok !== true) return null;
  if (listed.value.length === 0 && !canUsePasskeys()) return null;
  return (
    <section class="section" aria-labelledby="passkeys">
      <h2 class="section-title" id="passkeys">
        {t("passkey.title")}
      </h2>
      {listed.value.length === 0 && <p class="quiet">{t("passkey.none")}</p>}
      <List passkeys={listed.value} onChanged={() => void read()} />
    </section>
  );
}

interface ListProps {
  readonly passkeys: readonly NamedPasskey[];
  readonly onChanged: () => void;
}

function List({ passkeys, onChanged }: ListProps) {
  const { add, remove, letOpen, sheet } = useChanges(onChanged);
  const [chosen, setChosen] = useState<NamedPasskey | null>(null);
  const close = (): void => {
    setChosen(null);
  };
  return (
    <>
      <ul class="rows">
        {passkeys.map((passkey) => (
          <li key={passkey.id}>
            <Row
              passkey={passkey}
              onOpen={() => {
                setChosen(passkey);
              }}
            />
          </li>
        ))}
      </ul>
      {canUsePasskeys() && (
        <button type="button" class="button wide under-rows" onClick={() => void add()}>
          <Icon name="plus" />
          {t("passkey.add")}
        </button>
      )}
      {chosen !== null && (
        <PasskeySheet
          passkey={chosen}
          onClose={close}
          onChanged={onChanged}
          onRemove={() => {
            close();
            void remove(chosen); /* no await: a toast says how it ended */
          }}
          onLetOpen={() => {
            close();
            void letOpen(); /* no await: a toast says how it ended */
          }}
        />
      )}
      {sheet}
    </>
  );
}

function Row({ passkey, onOpen }: { readonly passkey: NamedPasskey; readonly onOpen: () => void }) {
  const day = formatDate(passkey.createdOn, "long");
  return (
    <button type="button" class="action-row" onClick={onOpen}>
      <span class="passkey-words">
        <bdi class="serif">{passkey.name ?? t("passkey.unnamed")}</bdi>
        <span class="quiet small">
          {t(passkey.canOpen ? "passkey.since" : "passkey.since_only_signs_in", { day })}
        </span>
      </span>
      <Icon name="chevron-right" flips />
    </button>
  );
}

/** What can be done with them, each after its person was asked for where that is needed. */
function useChanges(onChanged: () => void) {
  const { context, state } = useApp();
  const { guard, sheet } = useStepUp();
  const oneAtATime = useOneAtATime(async (work: () => Promise<void>) => {
    await work();
    return false;
  });
  const tell = (result: Result<unknown, AccountFailure> | null, done: string): void => {
    if (result === null) return;
    state.toasts.show(
      result.ok
        ? { kind: "calm", text: done }
        : { kind: "fault", text: accountFailureWords(result.failure) },
    );
    onChanged();
  };
  const add = async (): Promise<void> => {
    const name = guessDeviceName(navigator.userAgent);
    const result = await guard(() => addPasskey(context, name));
    const canOpen = result?.ok === true && result.value.canOpen;
    tell(result, t(canOpen ? "passkey.added" : "passkey.added_only_signs_in"));
  };
  const remove = async (passkey: NamedPasskey): Promise<void> => {
    tell(await guard(() => removePasskey(context, passkey)), t("passkey.removed"));
  };
  const letOpen = async (): Promise<void> => {
    tell(await letPasskeyOpen(context), t("passkey.opens_now"));
  };
  return {
    sheet,
    add: () => oneAtATime(add),
    remove: (passkey: NamedPasskey) => oneAtATime(() => remove(passkey)),
    letOpen: () => oneAtATime(letOpen),
  };
}
