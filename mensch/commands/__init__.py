"""One file a command: its docstring is its help, `configure(parser)` its arguments, `run(args)` its work."""

from __future__ import annotations


def with_django() -> None:
    """Gets Django ready, for commands that need the database. `mensch read` never calls this."""
    import django

    django.setup()
