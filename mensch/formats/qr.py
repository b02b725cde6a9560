"""A text as a QR code: the dark squares, row by row."""

from __future__ import annotations

import segno

QUIET = 4  # light squares around it, as the standard wants


def path(text: str) -> tuple[int, str]:
    """Side of the square in units, quiet zone and all, and an SVG path that fills the dark squares. Level M."""
    rows = segno.make_qr(text, error="m", boost_error=False).matrix
    moves = []
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            end = x
            while end < len(row) and row[end]:
                end += 1
            if end > x:
                moves.append(f"M{x + QUIET} {y + QUIET}h{end - x}v1h{x - end}z")
            x = max(end, x) + 1
    return len(rows) + 2 * QUIET, "".join(moves)
