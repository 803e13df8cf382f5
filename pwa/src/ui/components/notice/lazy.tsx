/** What stands at the head of the page when something is not as it should be: after the first paint. */
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { laterWords } from "../../../i18n";

export function NoticesPlace() {
  const [Notices, setNotices] = useState<ComponentType | null>(null);
  useEffect(() => {
    void Promise.all([import("."), laterWords()]).then(([loaded]) => {
      setNotices(() => loaded.Notices);
    });
  }, []);
  return Notices === null ? null : <Notices />;
}
