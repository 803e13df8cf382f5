"""The command `kept`. It loads nothing itself: where it serves, gevent has to come before everything else."""

import sys
from importlib import import_module


def main() -> None:
    """Run the command that was asked for."""
    if sys.argv[1:2] == ["serve"]:
        import_module("server.serving.ahead")
    import_module("server.commands").main()
