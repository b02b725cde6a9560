"""Touches on which something hangs that the owner said. They do not go when a source is worked out anew or undone."""

from __future__ import annotations

from django.db.models import QuerySet

from mensch.models import Touch, Vault
from mensch.services.merge_tables import touch_columns


def bare(vault: Vault, touches: QuerySet[Touch]) -> QuerySet[Touch]:
    """Those of the touches without a promise, a thank-you or an answer after the meeting."""
    for model, column in touch_columns():
        words = model.objects.filter(vault=vault, **{f"{column}__isnull": False})
        touches = touches.exclude(pk__in=words.values(column))
    return touches
