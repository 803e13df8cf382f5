/** The devices that are signed in. */
import { useEffect, useState } from "preact/hooks";
import { listDevices, type NamedDevice } from "../../../actions/account/devices";
import type { AccountFailure } from "../../../actions/account/failures";
import type { Result } from "../../../core/result";
import { t } from "../../../i18n";
import { formatDate } from "../../../i18n/format";
import { useApp } from "../../app";
import { accountFailureWords } from "../../words/account-failures";
import { AddDevice } from "./add-device";
import { RenameSheet } from "./rename-sheet";
import { SignOutDeviceSheet } from "./sign-out-sheet";

type Listed = Result<readonly NamedDevice[], AccountFailure> | null;

export function Devices() {
  const { context, state } = useApp();
  const [listed, setListed] = useState<Listed>(null);
  const [isAdding, setIsAdding] = useState(false);
  const isLocked = state.account.isLocked.value;
  const read = async (): Promise<void> => {
    setListed(await listDevices(context));
  };
  useEffect(() => {
    void read(); /* no await: the state draws it */
  }, [isLocked]);
  return (
    <section class="section" aria-labelledby="devices">
      <h2 class="section-title" id="devices">
        {t("account.devices")}
      </h2>
      {listed === null && <p class="card quiet">{t("account.busy")}</p>}
      {listed?.ok === false && (
        <div class="card">
          <p>{accountFailureWords(listed.failure)}</p>
          <button type="button" class="button" onClick={() => void read()}>
            {t("account.retry")}
          </button>
        </div>
      )}
      {listed?.ok === true && <List devices={listed.value} onChanged={() => void read()} />}
      <button
        type="button"
        class="button wide under-rows"
        onClick={() => {
          setIsAdding(true);
        }}
      >
        {t("link.add")}
      </button>
      {isAdding && (
        <AddDevice
          onClose={() => {
            setIsAdding(false);
            void read(); /* no await: the state draws it */
          }}
        />
      )}
    </section>
  );
}

interface ListProps {
  readonly devices: readonly NamedDevice[];
  readonly onChanged: () => void;
}

function List({ devices, onChanged }: ListProps) {
  /** One, or all others; undefined: none is being signed out. */
  const [leaving, setLeaving] = useState<NamedDevice | null | undefined>(undefined);
  const [renamed, setRenamed] = useState<NamedDevice | null>(null);
  return (
    <>
      <ul class="rows">
        {devices.map((device) => (
          <Row
            key={device.session}
            device={device}
            onRename={() => {
              setRenamed(device);
            }}
            onSignOut={() => {
              setLeaving(device);
            }}
          />
        ))}
      </ul>
      {devices.length > 1 && (
        <button
          type="button"
          class="button wide under-rows"
          onClick={() => {
            setLeaving(null);
          }}
        >
          {t("account.devices_out_others")}
        </button>
      )}
      {leaving !== undefined && (
        <SignOutDeviceSheet
          device={leaving}
          onClose={() => {
            setLeaving(undefined);
            onChanged();
          }}
        />
      )}
      {renamed !== null && (
        <RenameSheet
          name={renamed.name ?? ""}
          onClose={() => {
            setRenamed(null);
            onChanged();
          }}
        />
      )}
    </>
  );
}

interface RowProps {
  readonly device: NamedDevice;
  readonly onRename: () => void;
  readonly onSignOut: () => void;
}

function Row({ device, onRename, onSignOut }: RowProps) {
  const { isLocked } = useApp().state.account;
  const name = device.name ?? t("account.device_unnamed");
  const since = t("account.device_since", { day: formatDate(device.createdOn, "long") });
  return (
    <li class="device-row">
      <span>
        <bdi class="serif">{name}</bdi>
        <span class="quiet small">
          {device.isCurrent ? `${t("account.device_this")} · ${since}` : since}
        </span>
      </span>
      {device.isCurrent && !isLocked.value && (
        <button type="button" class="link" onClick={onRename}>
          {t("account.device_rename")}
        </button>
      )}
      {!device.isCurrent && (
        <button
          type="button"
          class="link"
          aria-label={t("account.device_out_label", { name })}
          onClick={onSignOut}
        >
          {t("account.device_out")}
        </button>
      )}
    </li>
  );
}
