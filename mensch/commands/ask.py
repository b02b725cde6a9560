"""Note what somebody is looking for. Without a text: what is open, of everybody or of one person."""

from __future__ import annotations

import argparse

from mensch.commands import _asking


def configure(parser: argparse.ArgumentParser) -> None:
    _asking.configure(parser, "what they look for, in one sentence")
    parser.add_argument("--match", action="store_true", help="say who of your people could help, and why")


def run(args: argparse.Namespace) -> int:
    from mensch.core.asks import Side

    return _asking.run(args, Side.LOOKING)
