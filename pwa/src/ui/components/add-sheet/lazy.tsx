/** The sheet behind the round +, loaded when it is first opened. */
import { lazy } from "preact-iso";
import { laterWords } from "../../../i18n";

export const AddSheet = lazy(
  async () => (await Promise.all([import("."), laterWords()]))[0].AddSheet,
);
