/** The words that notifications are written in. */
import words from "virtual:worker-words";
import { activate, textOf } from "./catalogue";
import type { MessageValues } from "./interpolate";
import type { MessageKey } from ".";

activate("en", words);

export type WorkerKey = Extract<MessageKey, `push.${string}`>;

export const t = (key: WorkerKey, values?: MessageValues): string => textOf(key, values);
