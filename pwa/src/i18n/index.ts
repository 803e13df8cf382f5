/**
 * The words of the app. Every text that a person reads stands in a catalogue under messages/; the build brings
 * the words that a module names along with it (tools/messages.ts).
 */
import { textOf } from "./catalogue";
import type { MessageValues } from "./interpolate";
import type en from "./messages/en.json";

export type MessageKey = keyof typeof en;

/** The text of a message in the language in use. */
export const t = (key: MessageKey, values?: MessageValues): string => textOf(key, values);
