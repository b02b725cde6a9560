"""People, where every fact about them came from, and who turned out to be whom."""

from __future__ import annotations

from django.db import models

from mensch.engine import BYTEWISE
from mensch.models.base import Owned, owned_key

_SILENT = models.Q(silent_since__isnull=False)
_HEARD = models.Q(heard_at__isnull=False)


class Person(Owned):
    """Somebody (or a firm) in the owner's book. `standing` is the evidence word, from touches and corrections."""

    kind = models.CharField(max_length=8, default="person")
    full = models.CharField(max_length=400)
    given = models.CharField(max_length=200, blank=True)
    family = models.CharField(max_length=200, blank=True)
    additional = models.CharField(max_length=200, blank=True)
    prefix = models.CharField(max_length=100, blank=True)
    suffix = models.CharField(max_length=100, blank=True)
    nickname = models.CharField(max_length=200, blank=True)
    phonetic = models.CharField(max_length=200, blank=True)
    variants = models.JSONField(default=list, blank=True)
    sort_key = models.CharField(max_length=200, db_collation=BYTEWISE)
    org = models.CharField(max_length=300, blank=True)
    title = models.CharField(max_length=300, blank=True)
    birthday = models.CharField(max_length=10, blank=True)
    standing = models.CharField(max_length=8, default="listed")  # met, two-way, one-way, listed
    last_touch = models.DateTimeField(null=True)
    silent_since = models.DateField(null=True)  # the first of two or more notes that nothing came back on
    heard_at = models.DateTimeField(null=True)  # their last word, where the owner has written none since
    edited_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = owned_key("mensch.Import", null=True)

    class Meta:
        indexes = [
            models.Index(fields=["vault", "sort_key", "id"], name="person_by_name"),
            models.Index(fields=["vault", "standing", "sort_key", "id"], name="person_by_standing"),
            models.Index(fields=["vault", "made_by"], name="person_by_import"),
            models.Index(fields=["vault", "last_touch"], name="person_by_touch"),
            models.Index(fields=["vault", "silent_since"], name="person_by_silence", condition=_SILENT),
            models.Index(fields=["vault", "heard_at"], name="person_by_word_heard", condition=_HEARD),
            models.Index(fields=["vault", "standing"], name="firm_by_standing", condition=~models.Q(kind="person")),
        ]

    def __str__(self) -> str:
        return self.full


class Address(Owned):
    """One way to reach or recognise a person. `gone_at`: the source no longer says it; `bounced_at`: mail came back."""

    person = owned_key("mensch.Person", name="addresses")
    kind = models.CharField(max_length=8)
    value = models.TextField()
    key = models.CharField(max_length=400, blank=True, db_collation=BYTEWISE)
    label = models.CharField(max_length=100, blank=True)
    place = models.IntegerField(default=0)
    gone_at = models.DateTimeField(null=True)
    bounced_at = models.DateTimeField(null=True)
    made_by = owned_key("mensch.Import", null=True)

    class Meta:
        indexes = [
            models.Index(fields=["vault", "person"], name="address_of_person"),
            models.Index(fields=["vault", "key"], name="address_by_key"),
            models.Index(
                fields=["vault", "bounced_at"], name="address_by_bounce", condition=models.Q(bounced_at__isnull=False)
            ),
            models.Index(fields=["vault", "made_by"], name="address_by_import"),
        ]


class Post(Owned):
    """A person's place in a firm, school or club; history is kept, nothing is overwritten."""

    person = owned_key("mensch.Person", name="posts")
    org = models.CharField(max_length=300, blank=True)
    title = models.CharField(max_length=300, blank=True)
    department = models.CharField(max_length=200, blank=True)
    since = models.CharField(max_length=10, blank=True)
    until = models.CharField(max_length=10, blank=True)
    seen_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    made_by = owned_key("mensch.Import", null=True)

    class Meta:
        indexes = [
            models.Index(fields=["vault", "person"], name="post_of_person"),
            models.Index(fields=["vault", "ended_on"], name="post_by_end"),
            models.Index(fields=["vault", "made_by"], name="post_by_import"),
        ]


class RawRecord(Owned):
    """What one source said of a person, word for word; the natural key makes the next import find it again."""

    person = owned_key("mensch.Person", null=True, name="records")
    source = models.CharField(max_length=40)
    key = models.CharField(max_length=400, db_collation=BYTEWISE)
    said = models.JSONField(default=dict)
    raw = models.TextField(blank=True)
    line = models.IntegerField(default=0)
    file_name = models.CharField(max_length=255, blank=True)
    listed_on = models.DateField(null=True)
    seen_at = models.DateTimeField()
    why = models.JSONField(default=dict)
    made_by = owned_key("mensch.Import", null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vault", "source", "key"], name="record_once")]
        indexes = [
            models.Index(fields=["vault", "person"], name="record_of_person"),
            models.Index(fields=["vault", "made_by"], name="record_by_import"),
        ]


class Label(Owned):
    """A group of origin: a category of a book, a list, an event. `sort_key` repeats the person's, for paging."""

    person = owned_key("mensch.Person", name="labels")
    text = models.CharField(max_length=200)
    sort_key = models.CharField(max_length=200, db_collation=BYTEWISE)
    made_by = owned_key("mensch.Import", null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vault", "person", "text"], name="label_once")]
        indexes = [
            models.Index(fields=["vault", "text", "sort_key"], name="label_by_text"),
            models.Index(fields=["vault", "made_by"], name="label_by_import"),
        ]


class PersonKey(Owned):
    """A folded key under which candidates for the same person are found (core.identity.blocking_keys)."""

    person = owned_key("mensch.Person", name="keys")
    key = models.CharField(max_length=200, db_collation=BYTEWISE)

    class Meta:
        indexes = [
            models.Index(fields=["vault", "key"], name="person_by_key"),
            models.Index(fields=["vault", "person"], name="key_of_person"),
        ]


class PersonWord(Owned):
    """A folded word of a person's name, firm or address, for search as you type."""

    person = owned_key("mensch.Person", name="words")
    word = models.CharField(max_length=60, db_collation=BYTEWISE)

    class Meta:
        indexes = [
            models.Index(fields=["vault", "word", "person"], name="person_by_word"),
            models.Index(fields=["vault", "person", "word"], name="word_of_person"),
        ]


class WordSlip(Owned):
    """A word with one letter left out, so that a typing slip still finds it (deletion neighbourhood, distance 1)."""

    slip = models.CharField(max_length=60, db_collation=BYTEWISE)
    word = models.CharField(max_length=60, db_collation=BYTEWISE)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vault", "slip", "word"], name="slip_once")]


class Note(Owned):
    """The owner's own words about a person. Seen by the owner alone. `edited_at`: when they were last put otherwise."""

    person = owned_key("mensch.Person", name="notes")
    text = models.TextField()
    form_key = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["vault", "person", "made_at"], name="note_of_person")]


class Correction(Owned):
    """The owner's word on how they know somebody; it wins over every source until it is withdrawn."""

    person = owned_key("mensch.Person", name="corrections")
    says = models.CharField(max_length=12)  # met, never_met, two_way, not_two_way
    on = models.DateField(null=True)
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["vault", "person"], name="correction_of_person")]


class Twin(Owned):
    """Two people who might be one, waiting for the owner. Answered by a Merge or a Separation."""

    one = owned_key("mensch.Person")
    other = owned_key("mensch.Person")
    reason = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    made_by = owned_key("mensch.Import", null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vault", "one", "other"], name="twin_once")]
        indexes = [
            models.Index(fields=["vault", "other"], name="twin_by_other"),
            models.Index(fields=["vault", "made_by"], name="twin_by_import"),
        ]


class Separation(Owned):
    """The owner said these two are not the same person. Never joined again."""

    one = owned_key("mensch.Person")
    other = owned_key("mensch.Person")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vault", "one", "other"], name="separation_once")]
        indexes = [models.Index(fields=["vault", "other"], name="separation_by_other")]


class Merge(Owned):
    """Two people became one. `before` holds what is needed to part them again; `absorbed` is the id that left."""

    kept = owned_key("mensch.Person", name="merges")
    absorbed = models.BigIntegerField()
    reason = models.JSONField(default=dict)
    before = models.JSONField()
    made_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["vault", "kept"], name="merge_of_person"),
            models.Index(fields=["vault", "absorbed"], name="merge_by_absorbed"),
        ]
