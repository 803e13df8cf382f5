/** The secret in the fragment of a link: taken once, and gone from the address and the history. */
export function takeToken(): string {
  const token = location.hash.slice(1);
  if (token !== "") history.replaceState(history.state, "", location.pathname);
  return token;
}

/** A code as it was pasted: alone, or at the end of its link. */
export const readToken = (pasted: string): string => pasted.trim().replace(/^.*#/s, "");
