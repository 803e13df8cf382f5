import { useEffect, useRef } from "preact/hooks";
import { useLocation } from "preact-iso";
import { confirmByProvider, connectProvider } from "../../../actions/account/provider";
import { t } from "../../../i18n";
import { useApp } from "../../app";
import { AccountPage } from "../../components/account-form/account-form";
import { useStepUp } from "../../components/step-up/step-up";
import { accountFailureWords } from "../../words/account-failures";

interface Props {
  readonly purpose: "connect" | "step_up";
}

/** Uses what was proved for the account that is signed in here, and goes back to it. */
export function Connecting({ purpose }: Props) {
  const { context, state } = useApp();
  const { guard, sheet } = useStepUp();
  const { route } = useLocation();
  const isAsked = useRef(false);
  const use = async (): Promise<void> => {
    const result =
      purpose === "connect"
        ? await guard(() => connectProvider(context))
        : await confirmByProvider(context);
    const done = t(purpose === "connect" ? "provider.connected" : "provider.confirmed");
    if (result !== null) {
      state.toasts.show({
        kind: result.ok ? "calm" : "fault",
        text: result.ok ? done : accountFailureWords(result.failure),
        isForNextScreen: true,
      });
    }
    route("/you/account", true);
  };
  useEffect(() => {
    // It can be used once.
    if (isAsked.current) return;
    isAsked.current = true;
    void use(); /* no await: it leads away, or asks */
  }, []);
  return <AccountPage title={t("account.busy")}>{sheet}</AccountPage>;
}
