"""One endpoint through which a person's devices become equal (docs/protocol.md)."""
