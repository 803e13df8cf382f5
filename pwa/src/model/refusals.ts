/** The server's word for a change that an account has no room for. */
export const ACCOUNT_FULL = "account_full";
