"""A QR code as a path: the squares that the path fills are those of the code."""

from __future__ import annotations

import re

import segno

from mensch.formats import qr

LINK = "https://mensch.example.org/g/abcdefghijklmnopqrstuv/rounds/0123456789abc"


def test_the_path_fills_the_dark_squares_and_leaves_a_quiet_zone() -> None:
    side, path = qr.path(LINK)
    code = segno.make_qr(LINK, error="m", boost_error=False)
    assert side == len(code.matrix) + 8
    filled = set()
    for x, y, wide, back in re.findall(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z", path):
        assert wide == back
        filled |= {(int(x) + step, int(y)) for step in range(int(wide))}
    dark = {(x + 4, y + 4) for y, row in enumerate(code.matrix) for x, bit in enumerate(row) if bit}
    assert filled == dark
