/** The code of an invitation to make an account, while its page is left for the provider; it lives as long as the tab. */
const NAME = "kept:join";

export function rememberJoin(code: string): void {
  try {
    sessionStorage.setItem(NAME, code);
  } catch {
    // Where storage is closed, the code has to be pasted once more.
  }
}

/** Taken once; "" where none waits. */
export function takeJoin(): string {
  try {
    const code = sessionStorage.getItem(NAME) ?? "";
    sessionStorage.removeItem(NAME);
    return code;
  } catch {
    return "";
  }
}
