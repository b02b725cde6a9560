"""How loops are compiled: once on a machine, kept beside the code or in the user's cache folder."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from numba import njit

Loop = TypeVar("Loop", bound=Callable[..., object])


def kernel(loop: Loop) -> Loop:
    """Runs without Python's lock, so that two threads use two cores."""
    try:
        return cast(Loop, njit(cache=True, nogil=True)(loop))
    except RuntimeError:  # nowhere to keep it: compiled anew in each process
        return cast(Loop, njit(nogil=True)(loop))
