"""Passkeys (WebAuthn): signing up, in and stepping up by one, and the list of an account's."""
