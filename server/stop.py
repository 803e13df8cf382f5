"""How a command says that it cannot do what it was asked for."""

from typing import IO, Any

import click


class Stop(click.ClickException):
    """The command ends: one line says why and what to do."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the line."""
        click.echo(f"kept: {self.format_message()}", file=file, err=True)
