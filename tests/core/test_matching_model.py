"""The forward pass, on a made-up model small enough to reckon with; no weights are needed."""

from __future__ import annotations

import json
import struct
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mensch.core.matching import semantic
from mensch.core.matching.encoder import Bert
from mensch.core.matching.quantised import Array, rows_as_int8, smaller
from mensch.core.matching.wordpiece import WordPiece
from mensch.formats.safetensors import WeightsError, read_safetensors
from tests.core.matching_town import SPHERES, TOWNS, WORDS, ask_of, book

_PIECES = [
    "[PAD]",
    *(f"[unused{n}]" for n in range(99)),
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "roof",
    "##er",
    "leak",
    "baker",
    ".",
]
_WIDTH, _UP = 64, 96


def _tensors() -> dict[str, Array]:
    dice = np.random.default_rng(7)

    def some(*shape: int) -> Array:
        return (dice.standard_normal(shape) * 0.2).astype(np.float32)

    out: dict[str, Array] = {
        "embeddings.word_embeddings.weight": some(len(_PIECES), _WIDTH),
        "embeddings.position_embeddings.weight": some(32, _WIDTH),
        "embeddings.token_type_embeddings.weight": some(2, _WIDTH),
    }
    for norm in ("embeddings.LayerNorm", "attention.output.LayerNorm", "output.LayerNorm"):
        for at in (0, 1):
            name = norm if norm.startswith("emb") else f"encoder.layer.{at}.{norm}"
            out |= {name + ".weight": 1 + some(_WIDTH), name + ".bias": some(_WIDTH)}
    shapes = {
        "output.dense": (_WIDTH, _UP),
        "intermediate.dense": (_UP, _WIDTH),
        "attention.output.dense": (_WIDTH, _WIDTH),
    }
    shapes |= {f"attention.self.{name}": (_WIDTH, _WIDTH) for name in ("query", "key", "value")}
    for at in (0, 1):
        for name, shape in shapes.items():
            out |= {
                f"encoder.layer.{at}.{name}.weight": some(*shape),
                f"encoder.layer.{at}.{name}.bias": some(shape[0]),
            }
    return out


def _written(tensors: dict[str, Array]) -> bytes:
    header: dict[str, Any] = {"__metadata__": {"format": "pt"}}
    body = b""
    for name, tensor in tensors.items():
        data = tensor.tobytes()
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [len(body), len(body) + len(data)]}
        body += data
    head = json.dumps(header).encode()
    return struct.pack("<Q", len(head)) + head + body


_FULL = Bert(_tensors(), _PIECES, "full")
_SMALL = Bert(smaller(_tensors()), _PIECES, "small")


def test_words_are_cut_into_the_longest_pieces() -> None:
    pieces = WordPiece(_PIECES)
    assert pieces.ids("Roofer, leak.") == [101, 103, 104, 100, 105, 107, 102]
    assert pieces.ids("ROOF\u0301") == [101, 103, 102]
    assert pieces.ids("x" * 101) == [101, 100, 102]
    assert pieces.ids("漢字") == [101, 100, 100, 102]
    assert len(pieces.ids("roof " * 400)) == 256


@given(st.lists(st.text(alphabet="roflekabr. ", max_size=40), min_size=1, max_size=5))
def test_law_a_text_means_the_same_alone_and_beside_longer_ones(texts: list[str]) -> None:
    together = _FULL.encode(texts)
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    for at, text in enumerate(texts):
        assert np.allclose(_FULL.encode([text])[0], together[at], atol=1e-5)


def test_the_smaller_weights_mean_nearly_the_same() -> None:
    texts = ["roofer", "leak. baker", "roof leak baker ."]
    assert float((_FULL.encode(texts) * _SMALL.encode(texts)).sum(axis=1).min()) > 0.99


def test_a_row_of_noughts_stays_one() -> None:
    whole, scale = rows_as_int8(np.zeros((3, 4), np.float32))
    assert not whole.any()
    assert not scale.any()


def test_weights_are_read_as_they_were_written() -> None:
    tensors = _tensors()
    read = read_safetensors(_written(tensors))
    assert read.keys() == tensors.keys()
    assert all(np.array_equal(read[name], tensor) for name, tensor in tensors.items())


@pytest.mark.parametrize(
    "entry",
    [
        {"dtype": "F32", "shape": [2], "data_offsets": [0, 800]},
        {"dtype": "F32", "shape": [2], "data_offsets": [-8, 0]},
        {"dtype": "F32", "shape": [9, 9], "data_offsets": [0, 8]},
        {"dtype": "F99", "shape": [2], "data_offsets": [0, 8]},
        {"shape": [2]},
        7,
    ],
)
def test_spans_that_lie_are_refused(entry: Any) -> None:
    head = json.dumps({"a": entry}).encode()
    with pytest.raises(WeightsError):
        read_safetensors(struct.pack("<Q", len(head)) + head + bytes(8))


@given(st.binary(max_size=60))
def test_bytes_that_are_no_weights_are_refused(data: bytes) -> None:
    with pytest.raises(WeightsError):
        read_safetensors(struct.pack("<Q", 1 << 40) + data)


def test_meaning_puts_the_nearest_first_and_names_the_part_of_the_card() -> None:
    from mensch.core.matching.fuse import order

    shelf = book()
    rows = [(at, span, text) for at, card in enumerate(shelf.cards) for span, text in semantic.texts(card, WORDS)]
    vectors = semantic.stacked([(at, span) for at, span, _ in rows], _FULL.encode([text for _, _, text in rows]))
    ask = ask_of("roofer")
    near = semantic.near(ask, vectors, len(shelf), _FULL, WORDS)
    assert near is not None
    assert 0 < float(near.field.max()) <= 1.0001
    assert len(order(ask, shelf, WORDS, SPHERES, TOWNS, near).best(5)) == 5


def test_a_card_in_another_language_is_encoded_with_the_english_names_of_its_trades() -> None:
    shelf = {card.id: dict(semantic.texts(card, WORDS)) for card in book().cards}
    assert shelf["ben"][semantic.Span.TITLE] == "roofer"
    assert shelf["ada"][semantic.Span.TITLE] == "Roofing contractor"
    assert semantic.query(ask_of("Szukam prawnika"), WORDS) == "lawyer"
    assert semantic.query(ask_of("Könyvelőt keresek egy kis céghez"), WORDS) == ""
