"""What is known of two people, fact by fact beside each other, with what both share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mensch.core.people import fold, fold_company
from mensch.models import Address, Label, Note, Person, Promise, RawRecord, Touch, Vault
from mensch.models.base import Owned


class Value(NamedTuple):
    """One value of one person; `both`: the other has it too."""

    text: str
    both: bool


class Fact(NamedTuple):
    """A line of the comparison. `says`: 'same', 'different', or '' where only one of the two says anything."""

    label: str
    one: list[Value]
    other: list[Value]
    says: str


Texts = dict[str, list[tuple[str, str]]]  # label: (text, what it is compared by)


def facts(*, vault: Vault, people: Sequence[Person]) -> Callable[[Person, Person], list[Fact]]:
    """Loads what is known of these people at once; the answer compares any two of them."""
    ids = [person.pk for person in people]
    found = {person.pk: _own(person) for person in people}
    labels = {"email": _("E-mail"), "phone": _("Phone"), "url": _("Page"), "handle": _("Page"), "postal": _("Address")}
    rows = Address.objects.filter(vault=vault, person__in=ids).order_by("place", "id")
    for person, kind, value, key in rows.values_list("person_id", "kind", "value", "key"):
        found[person][labels[kind]].append((value, key or fold(value)))
    for person, text in Label.objects.filter(vault=vault, person__in=ids).values_list("person_id", "text"):
        found[person][_("Groups")].append((text, fold(text)))
    records = RawRecord.objects.filter(vault=vault, person__in=ids).order_by("id")
    for person, name, source in records.values_list("person_id", "file_name", "source"):
        text = name.replace("\\", "/").rpartition("/")[2] or source
        if (text, text) not in found[person][_("Came from")]:
            found[person][_("Came from")].append((text, text))
    _yours(vault, ids, found)
    order = [_("Company"), _("Role"), _("E-mail"), _("Phone"), _("Page"), _("Address"), _("Birthday"), _("Groups")]
    order += [_("Came from"), _("Yours")]
    return lambda one, other: [f for name in order if (f := _fact(name, found[one.pk], found[other.pk]))]


def _own(person: Person) -> Texts:
    texts: Texts = defaultdict(list)
    own = (
        (_("Company"), person.org, fold_company),
        (_("Role"), person.title, fold),
        (_("Birthday"), person.birthday, fold),
    )
    for label, text, folded in own:
        if text:
            texts[label].append((text, folded(text)))
    return texts


def _yours(vault: Vault, ids: Sequence[int], found: dict[int, Texts]) -> None:
    """What hangs on each of them: it all stays with the one person."""
    for model, words in ((Note, _notes), (Promise, _promises), (Touch, _touches)):
        counts: dict[int, int] = defaultdict(int)
        for person in _of(vault, model, ids):
            counts[person] += 1
        for person, number in counts.items():
            found[person][_("Yours")].append((words(number), ""))


def _of(vault: Vault, model: type[Owned], ids: Sequence[int]) -> list[int]:
    return list(model.objects.filter(vault=vault, person__in=ids).values_list("person_id", flat=True))


def _notes(n: int) -> str:
    return ngettext("%(n)d note", "%(n)d notes", n) % {"n": n}


def _promises(n: int) -> str:
    return ngettext("%(n)d promise", "%(n)d promises", n) % {"n": n}


def _touches(n: int) -> str:
    return ngettext("%(n)d meeting or letter", "%(n)d meetings and letters", n) % {"n": n}


def _fact(label: str, mine: Texts, theirs: Texts) -> Fact | None:
    one, other = mine.get(label, []), theirs.get(label, [])
    if not one and not other:
        return None
    here, there = {key for _text, key in one if key}, {key for _text, key in other if key}
    told = bool(here and there) and label != _("Came from")
    says = "" if not told else "same" if here & there else "different"
    values = [
        [Value(text, bool(key) and key in keys) for text, key in side] for side, keys in ((one, there), (other, here))
    ]
    return Fact(label, values[0], values[1], says)
