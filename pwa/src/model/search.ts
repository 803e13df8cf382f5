/** Searching as people type: without capitals, accents or vowel marks, and in any order. */

/** The text as it is compared: "Ärger" and "arger" are one, and so are "حُبّ" and "حب". */
const folded = (text: string): string =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase().replaceAll("ß", "ss");

/** Whether a text holds every word that was searched for, or a beginning or a part of it. */
export function hasWords(text: string, query: string): boolean {
  const wanted = folded(query).split(/\s+/u).filter(Boolean);
  if (wanted.length === 0) return true;
  const held = folded(text);
  return wanted.every((word) => held.includes(word));
}
