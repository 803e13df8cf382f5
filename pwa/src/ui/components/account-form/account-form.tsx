/** The pieces that every form about the account is made of. */
import type { ComponentChildren } from "preact";
import { t } from "../../../i18n";
import { useApp } from "../../app";
import { Field } from "../field/field";
import { Head } from "../head/head";
import type { Submission } from "./use-submit";
import "./style.css";

interface FormProps {
  readonly submission: Submission;
  readonly label: string;
  readonly onSubmit: () => void;
  readonly isDestructive?: boolean;
  readonly children: ComponentChildren;
}

/** Fields, what is wrong with the whole, and the one button; Enter sends it too. */
export function AccountForm({ submission, label, onSubmit, isDestructive, children }: FormProps) {
  const { isBusy, problemAt } = submission;
  const problem = problemAt("form");
  return (
    <form
      class="stack"
      noValidate
      aria-busy={isBusy}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) onSubmit();
      }}
    >
      {children}
      <p role="alert" class="field-problem form-problem">
        {problem}
      </p>
      <button
        type="submit"
        class={isDestructive === true ? "button destructive primary wide" : "button primary wide"}
        aria-disabled={isBusy}
      >
        {isBusy ? t("account.busy") : label}
      </button>
    </form>
  );
}

interface UsernameProps {
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly problem: string | null;
  readonly hint?: string;
  /** The browser may offer passkeys among the names that it knows. */
  readonly offersPasskeys?: boolean;
}

export function UsernameField({
  value,
  onInput,
  problem,
  hint,
  offersPasskeys = false,
}: UsernameProps) {
  return (
    <Field
      label={t("account.username")}
      value={value}
      onInput={onInput}
      problem={problem}
      hint={hint ?? ""}
      typing={{
        name: "username",
        autoComplete: offersPasskeys ? "username webauthn" : "username",
        autoCapitalize: "none",
        spellcheck: false,
        maxLength: 64,
      }}
    />
  );
}

export function RecoveryKeyField({
  value,
  onInput,
  problem,
}: Omit<UsernameProps, "hint" | "offersPasskeys">) {
  return (
    <Field
      label={t("account.recovery_key")}
      hint={t("account.recovery_key_hint")}
      value={value}
      onInput={onInput}
      problem={problem}
      typing={{ name: "recovery-key", autoCapitalize: "characters", spellcheck: false }}
    />
  );
}

interface PageProps {
  readonly title: string;
  readonly lead?: string;
  readonly backTo?: string;
  readonly children: ComponentChildren;
}

/** Where the browser seals nothing, it says so in place of the form. */
export function AccountPage({ title, lead, backTo, children }: PageProps) {
  const { isSecure } = useApp().state.device;
  return (
    <div class="page stack account-page">
      <Head title={title} {...(backTo === undefined ? {} : { backTo })} />
      {isSecure ? (
        <>
          {lead !== undefined && <p class="lead">{lead}</p>}
          {children}
        </>
      ) : (
        <p>{t("account.insecure")}</p>
      )}
    </div>
  );
}
