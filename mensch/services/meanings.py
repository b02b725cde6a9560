"""Vectors of everybody's words, kept beside them: made in a job, made anew when words or weights change."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_q.tasks import async_task

from mensch.core.matching.encoder import Encoder, Matrix
from mensch.core.matching.index import Card, card
from mensch.core.matching.quantised import rows_as_int8
from mensch.core.matching.semantic import Span, Vectors, packed, texts
from mensch.models import Import, Meaning, Person, Vault
from mensch.services import bulk, knowledge, matching_texts
from mensch.services.weights import tier

_CHUNK = 256
_SCALE = 2  # bytes of the scale before the numbers


class Piece(NamedTuple):
    """A part of a person's card as it should be known."""

    person: int
    part: str
    digest: str
    text: str


def ask(*, vault_id: int) -> None:
    """Queue the work; inside the caller's transaction."""
    async_task("mensch.jobs.read_meanings", vault_id, timeout=3600)


def after_import(*, import_id: int) -> None:
    """What an import brought is read in a job of its own; nothing waits for it."""
    vault_id = Import.objects.filter(pk=import_id).values_list("vault_id", flat=True).first()
    if vault_id is not None and not settings.MODEL_OFF:
        ask(vault_id=vault_id)


def build(*, vault_id: int) -> int:
    """Encodes what is new or changed, and takes away what is no longer said. Gives how many; may run twice."""
    vault, encoder = Vault.objects.filter(pk=vault_id).first(), tier().encoder
    if vault is None or encoder is None:
        return 0
    words = knowledge.trades()
    people = matching_texts.people(vault=vault, today=timezone.localdate(), towns=knowledge.towns())
    wanted = {(one.person, one.part): one for one in pieces((card(p, words) for p in people), encoder.sha256)}
    known = _known(vault)
    _forget(vault, [pk for key, (pk, digest) in known.items() if key not in wanted or wanted[key].digest != digest])
    fresh = [one for key, one in wanted.items() if key not in known or known[key][1] != one.digest]
    for some in _chunks(sorted(fresh, key=lambda one: len(one.text))):
        _write(vault, some, encoder)
    return len(fresh)


def pieces(cards: Iterable[Card], sha256: str) -> Iterator[Piece]:
    """The parts of cards, each with the mark of its words and of the weights."""
    words = knowledge.trades()
    for one in cards:
        for span, text in texts(one, words):
            digest = hashlib.sha256(f"{sha256}\n{text}".encode()).hexdigest()
            yield Piece(int(one.id), span.name.lower(), digest, text)


def _known(vault: Vault) -> dict[tuple[int, str], tuple[int, str]]:
    rows = Meaning.objects.filter(vault=vault).values_list("person_id", "part", "id", "digest")
    return {(person, part): (pk, digest) for person, part, pk, digest in rows.iterator(chunk_size=5000)}


def _forget(vault: Vault, ids: Sequence[int]) -> None:
    for at in range(0, len(ids), 500):
        Meaning.objects.filter(vault=vault, pk__in=ids[at : at + 500]).delete()


def _write(vault: Vault, some: Sequence[Piece], encoder: Encoder) -> None:
    """Titles repeat: each text is encoded once. Whoever went meanwhile gets no row."""
    place = {text: at for at, text in enumerate(dict.fromkeys(one.text for one in some))}
    packed = list(packs(encoder.encode(list(place))))
    with transaction.atomic():
        here = Person.objects.filter(vault=vault, pk__in={one.person for one in some})
        there = set(here.select_for_update().values_list("id", flat=True))
        sheet = bulk.Sheet(Meaning, ("person_id", "part", "digest", "vector"), vault=vault, skip_known=True)
        for one in some:
            if one.person in there:
                sheet.add(one.person, one.part, one.digest, packed[place[one.text]])
        sheet.write()


def packs(matrix: Matrix) -> Iterator[str]:
    """Each row as a scale and bytes, in base 64."""
    whole, scale = rows_as_int8(matrix)
    for row, one in zip(whole, scale, strict=True):
        yield base64.b64encode(one.tobytes() + row.tobytes()).decode("ascii")


def unpacked(rows: Iterable[str], many: int) -> tuple[npt.NDArray[np.int8], Matrix]:
    """Rows of `packs` as bytes, and the scale that makes each of unit length."""
    whole = np.frombuffer(b"".join(map(base64.b64decode, rows)), np.uint8).reshape(many, -1)[:, _SCALE:]
    matrix = np.ascontiguousarray(whole).view(np.int8)
    size = np.sqrt(np.einsum("ij,ij->i", matrix, matrix, dtype=np.float32))
    return matrix, 1 / np.maximum(size, 1)


def vectors(*, vault: Vault, wanted: Iterable[Piece], place: dict[int, int]) -> tuple[Vectors | None, bool]:
    """The vectors that still say what the cards say, by place in the index; and whether any is missing."""
    should = {(one.person, one.part): one.digest for one in wanted}
    rows = Meaning.objects.filter(vault=vault).values_list("person_id", "part", "digest", "vector")
    kept = [
        (place[p], Span[part.upper()], v)
        for p, part, d, v in rows.iterator(chunk_size=5000)
        if should.get((p, part)) == d
    ]
    missing = len(kept) < len(should)
    if not kept:
        return None, missing
    return packed([(at, span) for at, span, _ in kept], *unpacked((v for _, _, v in kept), len(kept))), missing


def _chunks(rows: Iterable[Piece]) -> Iterator[list[Piece]]:
    left = iter(rows)
    while some := list(islice(left, _CHUNK)):
        yield some
