"""Matrices made smaller: a byte for each number, and one scale a row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
_LARGE = 2_000  # elements from which a matrix is kept as int8


def smaller(tensors: Mapping[str, Array]) -> dict[str, Array]:
    """Every large matrix as int8 with one scale a row, the rest as float16."""
    out: dict[str, Array] = {}
    for name, tensor in tensors.items():
        if tensor.dtype != np.float32:
            continue
        if tensor.ndim == 2 and tensor.size > _LARGE:
            out[name], out[name + ".scale"] = rows_as_int8(tensor)
        else:
            out[name] = tensor.astype(np.float16)
    return out


def rows_as_int8(matrix: Array) -> tuple[Array, Array]:
    """Each row times its own scale."""
    scale = (np.abs(matrix).max(axis=1) / 127).astype(np.float16)
    safe = np.where(scale == 0, 1, scale).astype(np.float32)
    return np.clip(np.rint(matrix / safe[:, None]), -127, 127).astype(np.int8), scale
