/** The words of the app. Every text that a person reads stands in a catalogue under messages/. */
import { activate, textOf } from "./catalogue";
import type { MessageValues } from "./interpolate";
import en from "./messages/en.json";

export type MessageKey = keyof typeof en;

/** Choose the language; the catalogue was compiled by the build (tools/messages.ts). */
export function startLanguage(): void {
  activate("en", en);
}

/** Load the words of the screens that come after the first; the words of Today are there from the start. */
export const laterWords = (): Promise<unknown> => import("./later");

/** The text of a message in the language in use. */
export const t = (key: MessageKey, values?: MessageValues): string => textOf(key, values);
