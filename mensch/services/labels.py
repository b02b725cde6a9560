"""Groups of origin: what a source, or the owner, called the place somebody comes from."""

from __future__ import annotations

from django.db import connection, transaction

from mensch.models import Label, Person, Vault
from mensch.services import words
from mensch.services.access import see
from mensch.services.said import line, sentence

_MOST = 100

# From one word to the next along the index: DISTINCT would read every label of the vault.
_WORDS = """
WITH RECURSIVE word(text) AS (
  SELECT MIN(text) FROM mensch_label WHERE vault_id = %s
  UNION ALL
  SELECT (SELECT MIN(text) FROM mensch_label WHERE vault_id = %s AND text > word.text) FROM word
  WHERE word.text IS NOT NULL
) SELECT text FROM word WHERE text IS NOT NULL LIMIT %s
"""


def groups(*, vault: Vault) -> list[str]:
    """The groups of the vault by name, the first hundred."""
    with connection.cursor() as cursor:
        cursor.execute(_WORDS, [vault.pk, vault.pk, _MOST])
        return sorted((str(row[0]) for row in cursor.fetchall()), key=str.casefold)


@transaction.atomic
def add(*, vault: Vault, person: str, text: str) -> Label:
    """Put a person into a group. Somebody who is in it already stays so. Raises InputError, Http404."""
    row = see(vault, Person, person)
    words_of_it = sentence(text, 200)
    label: Label
    label, made = Label.objects.get_or_create(
        vault=vault, person=row, text=words_of_it, defaults={"sort_key": row.sort_key}
    )
    if made:
        words.reindex_people(vault=vault, people=[row.pk])
    return label


def is_in(*, vault: Vault, person: Person, text: str) -> bool:
    return Label.objects.filter(vault=vault, person=person, text=line(text, 200)).exists()


@transaction.atomic
def remove(*, vault: Vault, label: str) -> Label:
    """Take a person out of a group. Gives the row that went."""
    row = see(vault, Label, label)
    Label.objects.filter(vault=vault, pk=row.pk).delete()
    words.reindex_people(vault=vault, people=[row.person_id])
    return row
