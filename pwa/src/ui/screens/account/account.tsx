/** The ways in: a new account, an old one, and back into one whose password is lost. */
export { RecoverScreen } from "./recover";
export { ResetScreen } from "./reset";
export { SignInScreen } from "./sign-in";
export { SignUpScreen } from "./sign-up";
