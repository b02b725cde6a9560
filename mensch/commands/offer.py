"""Note what somebody is glad to give. Without a text: what is open, of everybody or of one person."""

from __future__ import annotations

import argparse

from mensch.commands import _asking


def configure(parser: argparse.ArgumentParser) -> None:
    _asking.configure(parser, "what they are glad to give, in one sentence")


def run(args: argparse.Namespace) -> int:
    from mensch.core.asks import Side

    return _asking.run(args, Side.GIVING)
