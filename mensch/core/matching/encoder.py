"""A small BERT in numpy: sentences into vectors of unit length. Weights come as arrays; nothing is read here."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from mensch.core.matching.quantised import Array
from mensch.core.matching.wordpiece import WordPiece

Matrix = npt.NDArray[np.float32]
BATCH = 32
_EPS = np.float32(1e-12)
_HEAD = 32  # width of one head of attention
_OFF = np.float32(-1e9)


class Encoder(Protocol):
    """Anything that turns texts into vectors of unit length. `sha256` says which weights made them."""

    sha256: str

    def encode(self, texts: Sequence[str]) -> Matrix: ...


class Bert:
    """Post-norm BERT with mean pooling. Word vectors stay int8; the layers are float32."""

    def __init__(self, tensors: Mapping[str, Array], vocabulary: Sequence[str], sha256: str) -> None:
        self.sha256 = sha256
        self.pieces = WordPiece(vocabulary)
        self._tensors = tensors
        self._word = tensors["embeddings.word_embeddings.weight"]
        self._word_scale = tensors.get("embeddings.word_embeddings.weight.scale")
        self._place = (
            self._full("embeddings.position_embeddings.weight")
            + self._full("embeddings.token_type_embeddings.weight")[0]
        )
        self._norm = self._pair("embeddings.LayerNorm")
        self.longest = min(256, len(self._place))
        self._layers = [self._layer(f"encoder.layer.{at}.") for at in range(self._count())]

    @property
    def width(self) -> int:
        return int(self._word.shape[1])

    def encode(self, texts: Sequence[str]) -> Matrix:
        """One row a text, unit length. Texts of alike length go together."""
        ids = [self.pieces.ids(text, self.longest) for text in texts]
        out = np.zeros((len(texts), self.width), np.float32)
        order = sorted(range(len(texts)), key=lambda at: len(ids[at]))
        for begin in range(0, len(order), BATCH):
            some = order[begin : begin + BATCH]
            out[some] = self._forward([ids[at] for at in some])
        return out

    def _count(self) -> int:
        at = 0
        while f"encoder.layer.{at}.output.dense.weight" in self._tensors:
            at += 1
        return at

    def _full(self, name: str) -> Matrix:
        scale = self._tensors.get(name + ".scale")
        tensor = self._tensors[name].astype(np.float32)
        return tensor if scale is None else tensor * scale.astype(np.float32)[:, None]

    def _pair(self, name: str) -> tuple[Matrix, Matrix]:
        return self._full(name + ".weight"), self._full(name + ".bias")

    def _dense(self, name: str) -> tuple[Matrix, Matrix]:
        weight, bias = self._pair(name)
        return np.ascontiguousarray(weight.T), bias

    def _layer(self, at: str) -> dict[str, tuple[Matrix, Matrix]]:
        three = [self._dense(f"{at}attention.self.{name}") for name in ("query", "key", "value")]
        return {
            "qkv": (np.concatenate([w for w, _ in three], axis=1), np.concatenate([b for _, b in three])),
            "mix": self._dense(at + "attention.output.dense"),
            "norm1": self._pair(at + "attention.output.LayerNorm"),
            "up": self._dense(at + "intermediate.dense"),
            "down": self._dense(at + "output.dense"),
            "norm2": self._pair(at + "output.LayerNorm"),
        }

    def _forward(self, ids: Sequence[Sequence[int]]) -> Matrix:
        length = max(map(len, ids))
        mask = np.array([[1.0] * len(row) + [0.0] * (length - len(row)) for row in ids], np.float32)
        words = np.array([[*row, *[0] * (length - len(row))] for row in ids], np.int32)
        x = _normal(self._words(words) + self._place[:length], *self._norm)
        shut = ((1 - mask) * _OFF)[:, None, None, :]
        for layer in self._layers:
            x = self._through(x, layer, shut)
        mean = (x * mask[:, :, None]).sum(axis=1) / mask.sum(axis=1)[:, None]
        out: Matrix = mean / np.maximum(np.linalg.norm(mean, axis=1, keepdims=True), 1e-9)
        return out

    def _words(self, ids: npt.NDArray[np.int32]) -> Matrix:
        rows = self._word[ids].astype(np.float32)
        return rows if self._word_scale is None else rows * self._word_scale[ids].astype(np.float32)[..., None]

    def _through(self, x: Matrix, layer: Mapping[str, tuple[Matrix, Matrix]], shut: Matrix) -> Matrix:
        x = _normal(x + _times(self._attend(x, layer["qkv"], shut), layer["mix"]), *layer["norm1"])
        return _normal(x + _times(_gelu(_times(x, layer["up"])), layer["down"]), *layer["norm2"])

    def _attend(self, x: Matrix, qkv: tuple[Matrix, Matrix], shut: Matrix) -> Matrix:
        many, length, width = x.shape
        heads = width // min(_HEAD, width)
        mixed = _times(x, qkv).reshape(many, length, 3, heads, width // heads).transpose(2, 0, 3, 1, 4)
        query, key, value = mixed[0], mixed[1], mixed[2]
        look = query @ key.swapaxes(-1, -2) * np.float32(1 / math.sqrt(width // heads)) + shut
        look = np.exp(look - look.max(axis=-1, keepdims=True))
        look /= look.sum(axis=-1, keepdims=True)
        out: Matrix = (look @ value).transpose(0, 2, 1, 3).reshape(many, length, width)
        return out


def _times(x: Matrix, dense: tuple[Matrix, Matrix]) -> Matrix:
    flat = x.reshape(-1, x.shape[-1]) @ dense[0]
    flat += dense[1]
    return flat.reshape(*x.shape[:-1], -1)


def _normal(x: Matrix, weight: Matrix, bias: Matrix) -> Matrix:
    x = x - x.mean(axis=-1, keepdims=True)
    out: Matrix = x / np.sqrt((x * x).mean(axis=-1, keepdims=True) + _EPS) * weight + bias
    return out


def _gelu(x: Matrix) -> Matrix:
    inner = np.float32(0.7978845608) * (x + np.float32(0.044715) * x * x * x)
    out: Matrix = np.float32(0.5) * x * (1 + np.tanh(inner))
    return out
