/** The offers of a check-in, after the first paint: Today can be read and tapped without them. */
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { laterWords } from "../../../i18n";

export function CheckInPlace() {
  const [CheckIns, setCheckIns] = useState<ComponentType | null>(null);
  useEffect(() => {
    void Promise.all([import("."), laterWords()]).then(([loaded]) => {
      setCheckIns(() => loaded.CheckIns);
    });
  }, []);
  return CheckIns === null ? null : <CheckIns />;
}
