/** Asks for the password, or a passkey, where the server wants to know that it is the person, and goes on from there. */
import { useState } from "preact/hooks";
import { stepUp, type Confirmation } from "../../../actions/account/step-up";
import type { Result } from "../../../core/result";
import { t } from "../../../i18n";
import { useSubmit } from "../account-form/use-submit";
import { ConfirmForm } from "../confirm-form/confirm-form";
import { Sheet } from "../sheet/sheet";

interface Asked {
  readonly resolve: (isShown: boolean) => void;
}

type Work<Value, Failure extends { readonly type: string }> = () => Promise<Result<Value, Failure>>;

/** `guard` does the work, once more after the password was given; `sheet` is to be drawn by the screen. */
export function useStepUp() {
  const [asked, setAsked] = useState<Asked | null>(null);
  const guard = async <Value, Failure extends { readonly type: string }>(
    work: Work<Value, Failure>,
  ): Promise<Result<Value, Failure> | null> => {
    const first = await work();
    if (first.ok || first.failure.type !== "step-up") return first;
    const isShown = await new Promise<boolean>((resolve) => {
      setAsked({ resolve });
    });
    return isShown ? work() : null;
  };
  const settle = (isShown: boolean): void => {
    setAsked(null);
    asked?.resolve(isShown);
  };
  return { guard, sheet: asked === null ? null : <StepUpSheet onSettled={settle} /> };
}

function StepUpSheet({ onSettled }: { readonly onSettled: (isShown: boolean) => void }) {
  const submission = useSubmit(["current"]);
  const send = async (confirmation: Confirmation): Promise<void> => {
    const result = await submission.submit((context) => stepUp(context, confirmation));
    if (result.ok) onSettled(true);
  };
  return (
    <Sheet
      title={t("step_up.title")}
      onClose={() => {
        onSettled(false);
      }}
    >
      <p>{t("step_up.text")}</p>
      <ConfirmForm
        submission={submission}
        label={t("step_up.submit")}
        onConfirm={(confirmation) => void send(confirmation)}
      />
    </Sheet>
  );
}
