/** The language in use, and the words of it that are loaded. */
import { grammarOf, interpolate, type Message, type MessageValues } from "./interpolate";

export type Words = Readonly<Record<string, Message>>;

let language = "en";
let grammar = grammarOf(language, numberLocale);
const loaded: Record<string, Message> = {};

/** English, until another one is chosen. */
export function activate(chosen: string): void {
  language = chosen;
  grammar = grammarOf(chosen, numberLocale);
}

export function addWords(words: Words): void {
  Object.assign(loaded, words);
}

export const languageInUse = (): string => language;

/**
 * Words follow the language of the app, numbers the person: who writes 0,25 at home reads and types it
 * so here, too. Digits of another script would be strangers among the words, so those are 0 to 9.
 */
export function numberLocale(): string {
  const own = navigator.languages[0] ?? language;
  try {
    const locale = new Intl.Locale(own);
    const isOfLanguage = locale.language === language;
    return isOfLanguage ? own : new Intl.Locale(locale, { numberingSystem: "latn" }).toString();
  } catch {
    return language; // some systems name no language, as in "C"
  }
}

/** A key whose words are not there yet stands for itself. */
export const textOf = (key: string, values?: MessageValues): string =>
  interpolate(loaded[key] ?? key, grammar, values);
