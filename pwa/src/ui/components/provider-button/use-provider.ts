import { useEffect, useState } from "preact/hooks";
import { readProviderName } from "../../../actions/account/provider";

/** What the server's provider is called; null where it has none, and until that is known. */
export function useProviderName(): string | null {
  const [name, setName] = useState<string | null>(null);
  useEffect(() => {
    const read = async (): Promise<void> => {
      const answer = await readProviderName();
      setName(answer.ok ? answer.value : null);
    };
    void read(); /* no await: the button comes when it is known */
  }, []);
  return name;
}
