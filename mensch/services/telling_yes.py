"""Somebody said yes to the owner in another way than by the link: by a letter, on the telephone, over coffee."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from mensch.core.introductions import Part
from mensch.models import Vault
from mensch.services import introductions
from mensch.services.answering import Said, say_for
from mensch.services.introduction_facts import asking


@transaction.atomic
def note(*, vault: Vault, introduction: str, part: str, words: str, address: str, now: datetime) -> bool:
    """Keep their yes as the owner was told it. False when nobody asked them, or it is over. Raises InputError."""
    whole = introductions.locked(vault=vault, introduction=introduction)
    if part not in whole.sides:
        return False
    invitation = whole.invitations.get((Part(part), asking(Part(part))))
    if invitation is None:
        return False
    return say_for(invitation=invitation, said=Said("yes", words, address, how="told"), now=now)
