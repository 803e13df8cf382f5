/** The words of the app. Every text that a person reads stands in a catalogue under messages/. */
import { i18n } from "@lingui/core";
import en from "./messages/en.json";

export type MessageKey = keyof typeof en;

/** Values by the name of their placeholder. */
export type MessageValues = Readonly<Record<string, string | number>>;

/** Choose the language; the catalogue was compiled by the build (tools/messages.ts). */
export function startLanguage(): void {
  i18n.loadAndActivate({ locale: "en", messages: en });
}

/** Load the words of the screens that come after the first; the words of Today are there from the start. */
export const laterWords = (): Promise<unknown> => import("./later");

/** The text of a message in the language in use. */
export const t = (key: MessageKey, values?: MessageValues): string => i18n._(key, values);
