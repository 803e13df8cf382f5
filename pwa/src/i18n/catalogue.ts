/** The language in use, and the words of it that are loaded. */
import { grammarOf, interpolate, type Message, type MessageValues } from "./interpolate";

export type Words = Readonly<Record<string, Message>>;

let language = "en";
let grammar = grammarOf(language);
let loaded: Words = {};

export function activate(chosen: string, words: Words): void {
  language = chosen;
  grammar = grammarOf(chosen);
  loaded = words;
}

export function addWords(words: Words): void {
  loaded = { ...loaded, ...words };
}

export const languageInUse = (): string => language;

/** A key whose words are not there yet stands for itself. */
export const textOf = (key: string, values?: MessageValues): string =>
  interpolate(loaded[key] ?? key, grammar, values);
