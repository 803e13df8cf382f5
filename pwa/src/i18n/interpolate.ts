/** How a compiled message becomes a text. tools/messages.ts compiles them. */

/** Values by the name of their placeholder. */
export type MessageValues = Readonly<Record<string, string | number>>;

/** In a list: a text, a placeholder, a choice by a placeholder's value, or the number that chose (0). */
export type Message = string | readonly (string | Placeholder | 0)[];

type Placeholder = readonly [name: string, cases?: Readonly<Record<string, Message>>];

export interface Grammar {
  readonly plural: Intl.PluralRules;
  readonly number: Intl.NumberFormat;
}

/** Most texts ask for neither, and a slow phone takes some ten milliseconds to make one: made when asked for. */
export function grammarOf(language: string, numberLocale: () => string): Grammar {
  let plural: Intl.PluralRules | undefined;
  let number: Intl.NumberFormat | undefined;
  return {
    get plural() {
      return (plural ??= new Intl.PluralRules(language));
    },
    get number() {
      return (number ??= new Intl.NumberFormat(numberLocale()));
    },
  };
}

export function interpolate(
  message: Message,
  grammar: Grammar,
  values: MessageValues = {},
  chosenBy = 0,
): string {
  if (typeof message === "string") return message;
  const texts = message.map((token) => {
    if (token === 0) return grammar.number.format(chosenBy);
    if (typeof token === "string") return token;
    const [name, cases] = token;
    const value = values[name] ?? "";
    return cases === undefined
      ? value
      : interpolate(choose(cases, value, grammar), grammar, values, Number(value));
  });
  return texts.join("");
}

/** An exact case (“=0”, or a word) goes before the plural form of the language. */
function choose(
  cases: Readonly<Record<string, Message>>,
  value: string | number,
  grammar: Grammar,
): Message {
  const form = () => grammar.plural.select(Number(value));
  return cases[`=${value}`] ?? cases[value] ?? cases[form()] ?? cases["other"] ?? "";
}
