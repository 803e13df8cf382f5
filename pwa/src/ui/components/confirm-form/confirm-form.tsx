/** A form that its person confirms: by password, or by a passkey where the account has one. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Confirmation } from "../../../actions/account/step-up";
import { t } from "../../../i18n";
import { AccountForm } from "../account-form/account-form";
import type { Submission } from "../account-form/use-submit";
import { Icon } from "../icon/icon";
import { PasswordField } from "../password-field/password-field";
import { ConfirmByProvider } from "../provider-button/confirm-by-provider";
import { useWaysIn } from "./use-ways-in";

interface Props {
  readonly submission: Submission;
  /** What is done. */
  readonly label: string;
  readonly onConfirm: (confirmation: Confirmation) => void;
  readonly isDestructive?: boolean;
  readonly passwordLabel?: string;
  /** A passkey will not do where there is a password: that is to open something from then on. */
  readonly asksForPassword?: boolean;
  readonly children?: ComponentChildren;
}

const PASSKEY: Confirmation = { type: "passkey" };
const RECENT: Confirmation = { type: "recent" };

export function ConfirmForm({
  passwordLabel,
  asksForPassword = false,
  children,
  onConfirm,
  ...form
}: Props) {
  const ways = useWaysIn();
  const [password, setPassword] = useState("");
  if (ways === null) return <p class="quiet">{t("account.busy")}</p>;
  if (ways.onlyProvider && !ways.isConfirmed) return <ConfirmByProvider />;
  if (ways.onlyProvider) {
    return (
      <AccountForm
        {...form}
        onSubmit={() => {
          onConfirm(RECENT);
        }}
      >
        {children}
      </AccountForm>
    );
  }
  const byPassword = (): void => {
    onConfirm({ type: "password", password });
  };
  const byPasskey = (): void => {
    onConfirm(PASSKEY);
  };
  return (
    <AccountForm {...form} onSubmit={ways.password ? byPassword : byPasskey}>
      {children}
      {ways.password ? (
        <PasswordField
          label={passwordLabel ?? t("account.current_password")}
          value={password}
          problem={form.submission.problemAt("current")}
          onInput={setPassword}
        />
      ) : (
        <p class="quiet">{t("passkey.will_ask")}</p>
      )}
      {ways.password && ways.passkey && !asksForPassword && (
        <button
          type="button"
          class="button wide"
          aria-disabled={form.submission.isBusy}
          onClick={() => {
            if (!form.submission.isBusy) byPasskey();
          }}
        >
          <Icon name="key-round" />
          {t("passkey.use_instead")}
        </button>
      )}
    </AccountForm>
  );
}
