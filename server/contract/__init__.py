"""What both programs must agree on, read from `contract/` at the root when the server starts."""
