"""Accounts: who somebody is, on which devices, and who may become somebody here (docs/protocol.md)."""
