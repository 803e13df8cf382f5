/** The subscription of this device, looked at when the screen opens and after everything done to it. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { NudgeFailure } from "../../../actions/nudges/failures";
import { sendTestNudge } from "../../../actions/nudges/log";
import type { PushPort } from "../../../actions/nudges/port";
import { checkPush, turnOff, turnOn } from "../../../actions/nudges/subscription";
import type { PushStatus } from "../../../model/push";
import { useApp } from "../../app";

export interface PushControl {
  /** Null while nobody knows. */
  readonly status: PushStatus | null;
  readonly failure: NudgeFailure | null;
  readonly isBusy: boolean;
  readonly check: () => Promise<void>;
  readonly turnOn: () => Promise<void>;
  readonly turnOff: () => Promise<void>;
  readonly sendTest: (session: string) => Promise<boolean>;
}

type Asked = ReturnType<typeof checkPush>;

export function usePush(): PushControl {
  const { context, state } = useApp();
  const { push } = state.nudges;
  const [failure, setFailure] = useState<NudgeFailure | null>(null);
  const [isBusy, setIsBusy] = useState(true);
  // Here before the tap that needs it: the browser's question must come within the tap itself.
  const port = useRef<PushPort | null>(null);

  const settle = async (asked: Asked): Promise<void> => {
    setIsBusy(true);
    const result = await asked;
    setIsBusy(false);
    setFailure(result.ok ? null : result.failure);
    if (result.ok) push.value = result.value;
  };
  const check = async (): Promise<void> => {
    port.current ??= await context.openPush();
    await settle(checkPush(context, port.current));
  };
  const withPort = async (ask: (open: PushPort) => Asked): Promise<void> => {
    if (port.current !== null) await settle(ask(port.current));
  };
  useEffect(() => {
    void check(); /* no await: the state draws it */
  }, []);

  return {
    status: push.value,
    failure,
    isBusy,
    check,
    turnOn: () => withPort((open) => turnOn(context, open, open.ask())),
    turnOff: () => withPort((open) => turnOff(context, open)),
    sendTest: async (session) => {
      const sent = await sendTestNudge(context, session);
      if (!sent.ok) setFailure(sent.failure);
      else if (push.value?.type === "on") {
        push.value = { ...push.value, current: sent.value };
      }
      return sent.ok;
    },
  };
}
