import { isCommonPassword } from "../../crypto/common-passwords";
import { passwordProblem, type PasswordProblem } from "../../crypto/password";

/** Why a new password cannot be taken, or null when it can. Only this device ever sees it, so it decides. */
export const newPasswordProblem = (password: string, username: string): PasswordProblem | null =>
  passwordProblem(password, username) ?? (isCommonPassword(password) ? "too-common" : null);
