"""Safetensors, the language weights of models are kept in: read with every span checked."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
_LONGEST_HEADER = 1 << 20
_TYPES: dict[str, np.dtype[Any]] = {"F32": np.dtype("<f4"), "F16": np.dtype("<f2"), "I64": np.dtype("<i8")}


class WeightsError(ValueError):
    """The bytes are no safetensors, or spans point outside of them."""


def read_safetensors(data: bytes) -> dict[str, Array]:
    """Name -> array. Raises WeightsError."""
    if len(data) < 8:
        raise WeightsError("too short")
    (length,) = struct.unpack_from("<Q", data)
    if length > min(_LONGEST_HEADER, len(data) - 8):
        raise WeightsError("header too long")
    try:
        header = json.loads(data[8 : 8 + length])
        return {name: _array(data, 8 + length, entry) for name, entry in header.items() if name != "__metadata__"}
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise WeightsError(str(error)) from error


def _array(data: bytes, base: int, entry: Mapping[str, Any]) -> Array:
    kind, (begin, end) = _TYPES[entry["dtype"]], entry["data_offsets"]
    shape = tuple(int(size) for size in entry["shape"])
    number = int(np.prod(shape, dtype=np.int64))
    if not 0 <= begin <= end <= len(data) - base or end - begin != number * kind.itemsize:
        raise WeightsError("a span lies outside")
    return np.frombuffer(data, kind, number, base + begin).reshape(shape)
