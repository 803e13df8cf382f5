/** From ICU MessageFormat to what src/i18n/interpolate.ts reads. */
import { parse } from "@messageformat/parser";
import type { Message } from "../src/i18n/interpolate";

type Parsed = ReturnType<typeof parse>[number];
type Token = Parsed | Extract<Parsed, { cases: unknown }>["cases"][number]["tokens"][number];

export function compileMessage(text: string): Message {
  return toMessage(parse(text, { strict: true }));
}

function toMessage(tokens: readonly Token[]): Message {
  const [first, ...others] = tokens;
  if (first === undefined) return "";
  if (first.type === "content" && others.length === 0) return first.value;
  return tokens.map(toToken);
}

function toToken(token: Token): Exclude<Message, string>[number] {
  switch (token.type) {
    case "content":
      return token.value;
    case "octothorpe":
      return 0;
    case "argument":
      return [token.arg];
    case "plural":
    case "select":
      return [
        token.arg,
        Object.fromEntries(token.cases.map(({ key, tokens }) => [key, toMessage(tokens)])),
      ];
    default:
      throw new Error(`The app cannot say “${token.type}”: give {${token.arg}} a text.`);
  }
}
