"""Logs carry ids, never names, addresses or tokens."""

from __future__ import annotations

import logging
import re

_ADDRESS = re.compile(r"[^\s<>\"'(]+@[^\s<>\"')]+")
_TOKEN = re.compile(r"(/(?:i|in|invite|stop)/)[A-Za-z0-9_-]{8,}")


class NoAddresses(logging.Filter):
    """Blots out whatever looks like a mail address or a token before a line is written."""

    def filter(self, record: logging.LogRecord) -> bool:
        text = record.getMessage()
        record.msg, record.args = _TOKEN.sub(r"\1…", _ADDRESS.sub("…@…", text)), ()
        return True
