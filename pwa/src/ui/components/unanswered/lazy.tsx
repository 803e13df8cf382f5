/** The question about a reminder, loaded when there is one to put: Today draws without it. */
import { lazy } from "preact-iso";
import { laterWords } from "../../../i18n";

export const Unanswered = lazy(
  async () => (await Promise.all([import("."), laterWords()]))[0].Unanswered,
);
