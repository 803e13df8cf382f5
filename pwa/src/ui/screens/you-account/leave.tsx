/** Leaving: signing out, with or without what is here, and deleting the account. */
import { useEffect, useState } from "preact/hooks";
import { deleteAccount } from "../../../actions/account/delete-account";
import { countUnsent, signOut } from "../../../actions/account/sign-out";
import type { Confirmation } from "../../../actions/account/step-up";
import { t } from "../../../i18n";
import { useApp } from "../../app";
import { useSubmit } from "../../components/account-form/use-submit";
import { ConfirmForm } from "../../components/confirm-form/confirm-form";
import { useExportGuard } from "../../components/export-guard/export-guard";
import { Icon } from "../../components/icon/icon";
import { Sheet } from "../../components/sheet/sheet";
import { failureWords } from "../../words/failures";
import { exportFile } from "../you/export-file";

type Opened = "sign-out" | "delete" | null;

export function Leave({ isSignedIn }: { readonly isSignedIn: boolean }) {
  const app = useApp();
  const [opened, setOpened] = useState<Opened>(null);
  const { guard, sheet } = useExportGuard();
  const close = (): void => {
    setOpened(null);
  };
  const exportAll = (): void => {
    guard(() => void exportFile(app), close);
  };
  const open = (which: Opened) => () => {
    setOpened(which);
  };
  return (
    <section class="section" aria-labelledby="leave">
      <h2 class="section-title" id="leave">
        {t("account.leave")}
      </h2>
      <div class="buttons">
        <button type="button" class="button" onClick={open("sign-out")}>
          {t("account.sign_out")}
        </button>
        {isSignedIn && (
          <button type="button" class="button destructive" onClick={open("delete")}>
            <Icon name="trash-2" />
            {t("account.delete")}
          </button>
        )}
      </div>
      {opened === "sign-out" && <SignOutSheet onClose={close} onExport={exportAll} />}
      {opened === "delete" && <DeleteSheet onClose={close} onExport={exportAll} />}
      {sheet}
    </section>
  );
}

interface SheetProps {
  readonly onClose: () => void;
  readonly onExport: () => void;
}

function SignOutSheet({ onClose, onExport }: SheetProps) {
  const { unsent, isBusy, leave } = useSignOut();
  return (
    <Sheet title={t("account.sign_out_title")} onClose={onClose}>
      {unsent !== null && <p role="status">{t("account.sign_out_unsent", { count: unsent })}</p>}
      <div class="choices">
        <button type="button" class="button" onClick={onExport}>
          <Icon name="download" />
          {t("account.sign_out_export")}
        </button>
        <button
          type="button"
          class="button"
          disabled={isBusy}
          aria-describedby="keep-note"
          onClick={() => void leave("keep")}
        >
          {t("account.sign_out_keep")}
        </button>
        <p class="quiet small" id="keep-note">
          {t("account.sign_out_keep_note")}
        </p>
        <button
          type="button"
          class="button destructive primary"
          disabled={isBusy}
          aria-describedby="erase-note"
          onClick={() => void leave("erase")}
        >
          {t("account.sign_out_erase")}
        </button>
        <p class="quiet small" id="erase-note">
          {t("account.sign_out_erase_note")}
        </p>
      </div>
    </Sheet>
  );
}

function useSignOut() {
  const { context, state } = useApp();
  const [unsent, setUnsent] = useState<number | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  useEffect(() => {
    const count = async (): Promise<void> => {
      setUnsent(await countUnsent(context));
    };
    void count(); /* no await: the state draws it */
  }, [context]);
  const leave = async (leaving: "erase" | "keep"): Promise<void> => {
    setIsBusy(true);
    const result = await signOut(context, leaving);
    if (result.ok) {
      location.replace("/");
      return;
    }
    setIsBusy(false);
    state.toasts.show({ kind: "fault", text: failureWords(result.failure) });
  };
  return { unsent, isBusy, leave };
}

function DeleteSheet({ onClose, onExport }: SheetProps) {
  const submission = useSubmit(["current"]);
  const send = async (confirmation: Confirmation): Promise<void> => {
    const result = await submission.submit((context) => deleteAccount(context, confirmation));
    if (result.ok) location.replace("/");
  };
  return (
    <Sheet title={t("account.delete_title")} onClose={onClose}>
      <p>{t("account.delete_text")}</p>
      <button type="button" class="button wide" onClick={onExport}>
        <Icon name="download" />
        {t("account.sign_out_export")}
      </button>
      <ConfirmForm
        submission={submission}
        label={t("account.delete_submit")}
        isDestructive
        onConfirm={(confirmation) => void send(confirmation)}
      />
    </Sheet>
  );
}
