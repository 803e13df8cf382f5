/** Numbers as phones in other languages wrote them into a file. */
const DIGIT = /\p{Nd}/u;
const DIGITS = /\p{Nd}/gu;
const ZERO = 0x30;

/** Digits of any script as 0 to 9: they stand in Unicode in runs of ten, each from its own zero. */
export const plainDigits = (text: string): string =>
  text.replace(DIGITS, (character) => {
    const code = character.codePointAt(0) ?? ZERO;
    let first = code;
    while (DIGIT.test(String.fromCodePoint(first - 1))) first -= 1;
    return String((code - first) % 10);
  });
