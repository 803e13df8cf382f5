/** The subscription of this device, looked at when the screen opens and after everything done to it. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { NudgeActions } from "../../../actions/nudges";
import type { NudgeFailure } from "../../../actions/nudges/failures";
import type { PushStatus } from "../../../model/push";
import { useKept } from "../../kept";

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

type Asked = ReturnType<NudgeActions["checkPush"]>;

export function usePush(): PushControl {
  const { actions, state } = useKept();
  const { push } = state.nudges;
  const [failure, setFailure] = useState<NudgeFailure | null>(null);
  const [isBusy, setIsBusy] = useState(true);
  // Here before the tap that needs it: the browser's question must come within the tap itself.
  const nudges = useRef<NudgeActions | null>(null);

  const settle = async (asked: Asked | undefined): Promise<void> => {
    if (asked === undefined) return;
    setIsBusy(true);
    const result = await asked;
    setIsBusy(false);
    setFailure(result.ok ? null : result.failure);
    if (result.ok) push.value = result.value;
  };
  const check = async (): Promise<void> => {
    nudges.current ??= await actions.nudges();
    await settle(nudges.current.checkPush());
  };
  useEffect(() => {
    void check(); /* no await: the state draws it */
  }, []);

  return {
    status: push.value,
    failure,
    isBusy,
    check,
    turnOn: () => settle(nudges.current?.turnOn()),
    turnOff: () => settle(nudges.current?.turnOff()),
    sendTest: async (session) => {
      const sent = await nudges.current?.sendTest(session);
      if (sent?.ok === false) setFailure(sent.failure);
      if (sent?.ok === true && push.value?.type === "on") {
        push.value = { ...push.value, current: sent.value };
      }
      return sent?.ok === true;
    },
  };
}
