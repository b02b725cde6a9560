"""The command line. One file a command in mensch/commands: `configure(parser)` says what it takes, `run(args)` does it.

Exit codes: 0 done, 1 it could not be done (one sentence on stderr says why), 2 the command was not understood.
"""

from __future__ import annotations

import argparse
import importlib
import os
import pkgutil
import sys
from collections.abc import Callable, Sequence
from types import ModuleType

from mensch import __version__, commands
from mensch.errors import MenschError


def names() -> list[str]:
    """Every command, in the order of the alphabet. A module `import_` is the command `import`."""
    modules = (found.name for found in pkgutil.iter_modules(commands.__path__))
    return sorted(name.rstrip("_").replace("_", "-") for name in modules if not name.startswith("_"))


def load(name: str) -> ModuleType:
    """The module behind a command. Python keeps some words for itself, so `import` lives in import_.py."""
    module = name.replace("-", "_")
    try:
        return importlib.import_module(f"mensch.commands.{module}_")
    except ModuleNotFoundError as error:
        if error.name != f"mensch.commands.{module}_":
            raise
        return importlib.import_module(f"mensch.commands.{module}")


def summary(module: ModuleType) -> str:
    """The first line of a command's docstring: its help."""
    return (module.__doc__ or "").strip().splitlines()[0]


def parser(only: str = "") -> argparse.ArgumentParser:
    """The whole parser, or one that knows a single command: nobody waits for what they did not ask for."""
    root = argparse.ArgumentParser(prog="mensch", description="The people you truly know.")
    root.add_argument("--version", action="version", version=f"mensch {__version__}")
    subs = root.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name in [only] if only else names():
        module = load(name)
        sub = subs.add_parser(name, help=summary(module), description=module.__doc__)
        module.configure(sub)
        sub.set_defaults(run=module.run)
    return root


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mensch.settings")
    try:
        args = parser(words[0] if words and words[0] in names() else "").parse_args(words)
        return int(guarded(lambda: args.run(args)))
    except SystemExit as ended:  # argparse has said why
        return ended.code if isinstance(ended.code, int) else 1


def guarded(work: Callable[[], int]) -> int:
    """Runs `work`; what a person should read becomes one sentence on stderr instead of a traceback."""
    try:
        return work()
    except MenschError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of our output went away, as `head` does
        sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115
        return 0
