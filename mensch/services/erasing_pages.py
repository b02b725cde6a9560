"""What the pages of an erasure show: what will go, and the proof of what went."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from django.http import Http404
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from mensch.models import Erasure, Party, Person, Trail, Vault
from mensch.services import erasing_texts, trail
from mensch.services.access import public, see
from mensch.services.erasing import traced
from mensch.services.erasing_rest import VERB
from mensch.services.yours_tables import ERASED, Erased, leaves_first, name_of

# In the order in which they are told. What is only there for search and matching is not told.
KINDS = {
    "address": ngettext_lazy("%(n)d address or number", "%(n)d addresses and numbers", "n"),
    "raw_record": ngettext_lazy("%(n)d entry as a source gave it", "%(n)d entries as sources gave them", "n"),
    "post": ngettext_lazy("%(n)d place of work", "%(n)d places of work", "n"),
    "label": ngettext_lazy("%(n)d group", "%(n)d groups", "n"),
    "note": ngettext_lazy("%(n)d note", "%(n)d notes", "n"),
    "touch": ngettext_lazy("%(n)d meeting or letter", "%(n)d meetings and letters", "n"),
    "occasion": ngettext_lazy("%(n)d mail or meeting as read", "%(n)d mails and meetings as read", "n"),
    "party": ngettext_lazy("%(n)d place in a mail or meeting", "%(n)d places in mails and meetings", "n"),
    "promise": ngettext_lazy("%(n)d promise", "%(n)d promises", "n"),
    "ask": ngettext_lazy("%(n)d ask or offer", "%(n)d asks and offers", "n"),
    "letter": ngettext_lazy("%(n)d draft of a letter", "%(n)d drafts of letters", "n"),
    "acquaintance": ngettext_lazy("%(n)d tie to somebody else", "%(n)d ties to others", "n"),
    "known": ngettext_lazy("%(n)d word on how you know them", "%(n)d words on how you know them", "n"),
    "reminder": ngettext_lazy("%(n)d reminder or rest", "%(n)d reminders and rests", "n"),
    "introduction": ngettext_lazy("%(n)d part of an introduction", "%(n)d parts of introductions", "n"),
    "circle": ngettext_lazy("%(n)d part of a circle", "%(n)d parts of circles", "n"),
    "came": ngettext_lazy(
        "%(n)d line on what came of a promise, an ask or a letter",
        "%(n)d lines on what came of promises, asks and letters",
        "n",
    ),
    "twins": ngettext_lazy(
        "%(n)d line on which entries are one person", "%(n)d lines on which entries are one person", "n"
    ),
    "change": ngettext_lazy("%(n)d change an import made", "%(n)d changes imports made", "n"),
    "import_fault": ngettext_lazy("%(n)d line that was set aside", "%(n)d lines that were set aside", "n"),
    "mention": ngettext_lazy("%(n)d mention elsewhere in the book", "%(n)d mentions elsewhere in the book", "n"),
    "file": ngettext_lazy("%(n)d uploaded file", "%(n)d uploaded files", "n"),
    "other": ngettext_lazy("%(n)d more line about them", "%(n)d more lines about them", "n"),
}
# Several tables that are one thing to their owner.
_TOGETHER = {
    "known": ("correction", "worked_together", "after_meeting"),
    "reminder": ("rhythm", "rest", "thank_you", "chosen", "laid"),
    "introduction": (
        *("side", "invitation", "answer_link", "answer", "acceptance", "release", "outcome", "told", "concern"),
        "introduction_end",
    ),
    "circle": ("seat", "seat_link", "seat_answer"),
    "came": ("promise_end", "letter_step", "finding", "aside"),
    "twins": ("twin", "separation", "merge"),
    "file": ("import_file",),
}
_WITH = {kind: told for told, kinds in _TOGETHER.items() for kind in kinds}
_LATEST = 10
_UNTOLD = {"person", "word_slip", "person_word", "person_key", "meaning"}


class Before(NamedTuple):
    """What an erasure would take. `namesake`: somebody else bears the name, so mentions of it stay."""

    id: str
    person: Person
    lines: list[str]
    namesake: bool


class Going(NamedTuple):
    """An erasure that goes on: how many tables of how many are looked through; the id of its proof when it is done."""

    id: str
    looked: int
    tables: int
    proof: str


class Proof(NamedTuple):
    """What went, without a word about whom."""

    id: str
    at: datetime
    lines: list[str]
    hashes: int
    left: int
    number: int
    seal: str


def before(*, vault: Vault, person: str) -> Before:
    """What hangs on a person now. Raises Http404."""
    row = see(vault, Person, person)
    counts: dict[str, int] = {}
    for model in leaves_first():
        for lookup in ERASED.get(model, Erased()).by:
            n = model.objects.filter(vault=vault, **{lookup: row.pk}).count()
            counts[name_of(model)] = counts.get(name_of(model), 0) + n
    who = traced(vault, row)
    keys = {address.key for address in who.addresses if address.key}
    counts["party"] = Party.objects.filter(vault=vault, address__in=keys).count()
    return Before(public(row.pk), row, _lines(counts), row.full not in who.names)


def proof(*, vault: Vault, public_id: str) -> Proof:
    """The proof of one erasure. Raises Http404 for any other act of the trail."""
    row = see(vault, Trail, public_id)
    if row.verb != VERB:
        raise Http404
    facts = row.facts
    lines = _lines(facts.get("counts", {}))
    return Proof(public(row.pk), row.at, lines, facts.get("hashes", 0), facts.get("left", 0), row.n, row.hash)


def going(*, vault: Vault, public_id: str) -> Going:
    """How far an erasure is. Raises Http404."""
    row = see(vault, Erasure, public_id)
    done = public(row.proof_id) if row.proof_id else ""
    return Going(public(row.pk), len(row.looked), len(erasing_texts.tables()), done)


def latest(*, vault: Vault) -> list[tuple[datetime, str, str]]:
    """When somebody was erased of late, with the ids: of the erasure while it goes on, else of its proof."""
    still = Erasure.objects.filter(vault=vault, proof=None).order_by("-at")[:_LATEST]
    done = Trail.objects.filter(vault=vault, verb=VERB).order_by("-n")[:_LATEST]
    return [*((row.at, public(row.pk), "") for row in still), *((row.at, "", public(row.pk)) for row in done)]


def _lines(counts: Mapping[str, int]) -> list[str]:
    told = dict.fromkeys(KINDS, 0)
    for kind in counts.keys() - _UNTOLD:
        told[spoken_of(kind)] += counts[kind]
    return [str(words % {"n": told[kind]}) for kind, words in KINDS.items() if told[kind]]


def spoken_of(kind: str) -> str:
    """The line of KINDS that tells of a table; 'other' when none does."""
    found = _WITH.get(kind, kind)
    return found if found in KINDS else "other"


def as_text(*, vault: Vault, public_id: str) -> str:
    """The proof as a file to keep or to send to the person who asked."""
    found = proof(vault=vault, public_id=public_id)
    lines = [
        _("One person was erased from this Mensch on %(when)s.") % {"when": when(found.at)},
        "",
        _("What was erased:"),
        *(f"- {line}" for line in found.lines),
        "",
        rest(found),
        kept(found),
        "",
        _("Entry %(n)d of the trail, sealed with SHA-256 %(seal)s") % {"n": found.number, "seal": found.seal},
    ]
    if trail.broken(vault=vault) is None:
        lines.append(_("The trail was checked when this file was made: no entry is missing or changed."))
    return "\n".join(lines) + "\n"


def when(at: datetime) -> str:
    return date_format(localtime(at), "DATETIME_FORMAT") + localtime(at).strftime(" %Z")


def rest(found: Proof) -> str:
    """What is left, after a look at every text of every table."""
    if found.left:
        return _("%(n)d rows still hold a trace. Please tell whoever runs this Mensch.") % {"n": found.left}
    return _("Every text of every table was looked at: no trace is left.")


def kept(found: Proof) -> str:
    """What stays, and what for."""
    hashes = _("What is kept: %(n)d keyed hashes. No word can be read from them.") % {"n": found.hashes}
    return hashes + " " + _("With them a later import leaves this person out, and says so.")
