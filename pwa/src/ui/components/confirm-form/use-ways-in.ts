/** What the person of this account can confirm with. */
import { useEffect, useState } from "preact/hooks";
import { hasConfirmedLately, readWaysIn } from "../../../actions/account/step-up";
import { canUsePasskeys } from "../../../actions/passkeys/browser";
import { useApp } from "../../app";

export interface Confirmable {
  readonly password: boolean;
  /** The account has one, and this browser can ask for it. */
  readonly passkey: boolean;
  /** Nothing but the provider is left to confirm with. */
  readonly onlyProvider: boolean;
  /** It was confirmed there a moment ago. */
  readonly isConfirmed: boolean;
}

/** Signed out, as behind an app lock whose PIN is forgotten: the account may have either. */
const UNKNOWN = { password: true, passkeys: 1, provider: false };

/** Null until the server has answered. Without an answer the form itself says what is wrong. */
export function useWaysIn(): Confirmable | null {
  const { context } = useApp();
  const [ways, setWays] = useState<Confirmable | null>(null);
  useEffect(() => {
    const read = async (): Promise<void> => {
      const answer = await readWaysIn(context);
      const { password, passkeys, provider } = answer.ok ? answer.value : UNKNOWN;
      const passkey = passkeys > 0 && canUsePasskeys();
      const onlyProvider = provider && !password && !passkey;
      const isConfirmed = onlyProvider && (await hasConfirmedLately(context));
      setWays({ password, passkey, onlyProvider, isConfirmed });
    };
    void read(); /* no await: the state draws it */
  }, [context]);
  return ways;
}
