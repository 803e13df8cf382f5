"""The data key of an account: exchanged for a new one, while those before it stay readable under it."""
